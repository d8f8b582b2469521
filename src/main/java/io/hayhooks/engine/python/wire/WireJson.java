// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/** JSON payloads: snake case names, objects only, unknown fields ignored. */
final class WireJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private WireJson() {}

  static ByteBuffer write(Object value) {
    try {
      return ByteBuffer.wrap(MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot write %s as JSON".formatted(value.getClass()), e);
    }
  }

  /** Reads all that remains of {@code payload}, a heap buffer, as a JSON object. */
  static JsonNode readObject(ByteBuffer payload) throws ProtocolException {
    JsonNode node;
    try {
      node =
          MAPPER.readTree(
              payload.array(), payload.arrayOffset() + payload.position(), payload.remaining());
    } catch (IOException e) {
      throw new ProtocolException("a payload is not JSON: " + e.getMessage(), e);
    }
    if (node == null || !node.isObject()) {
      throw new ProtocolException("a payload is not a JSON object");
    }
    return node;
  }

  /** A field that must be there. */
  static String text(JsonNode object, String field) throws ProtocolException {
    JsonNode value = object.path(field);
    if (!value.isTextual()) {
      throw new ProtocolException("field '%s' of a payload is not text".formatted(field));
    }
    return value.textValue();
  }

  /** A field that may be absent or null. */
  static Optional<JsonNode> optional(JsonNode object, String field) {
    JsonNode value = object.path(field);
    return value.isMissingNode() || value.isNull() ? Optional.empty() : Optional.of(value);
  }
}
