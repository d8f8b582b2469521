// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Payload of ERROR. */
final class ErrorCodec {
  private ErrorCodec() {}

  static ServerException decode(ByteBuffer payload) throws ProtocolException {
    JsonNode error = WireJson.readObject(payload);
    ErrorCode code = decodeCode(WireJson.text(error, "code"));
    String message = WireJson.text(error, "message");
    int status = error.path("status").asInt(code.status());
    if (status < 100 || status > 599) {
      status = code.status();
    }
    return new ServerException(
        code, status, message, decodeDetail(error, message), decodeHeaders(error), null);
  }

  private static ErrorCode decodeCode(String name) throws ProtocolException {
    return Arrays.stream(ErrorCode.values())
        .filter(code -> code.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new ProtocolException("no error has code '%s'".formatted(name)));
  }

  private static Object decodeDetail(JsonNode error, String message) {
    JsonNode detail = error.path("detail");
    if (detail.isMissingNode()) {
      return message;
    }
    return detail.isTextual() ? detail.textValue() : detail;
  }

  private static Map<String, String> decodeHeaders(JsonNode error) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> header : error.path("headers").properties()) {
      headers.put(header.getKey(), header.getValue().asText());
    }
    return headers;
  }
}
