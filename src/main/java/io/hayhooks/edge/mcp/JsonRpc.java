// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.ByteBufferBackedInputStream;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Messages as bytes and back. What a message carries stays a JSON tree until somebody knows what it
 * is.
 */
final class JsonRpc {
  static final int PARSE_ERROR = -32700;
  static final int INVALID_REQUEST = -32600;
  static final int METHOD_NOT_FOUND = -32601;
  static final int INVALID_PARAMS = -32602;

  /** The protocol's records name their fields themselves. */
  static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private JsonRpc() {}

  /**
   * Reads one message.
   *
   * @throws Refusal when there is none
   */
  static JSONRPCMessage read(ByteBuffer body) {
    if (!(tree(body) instanceof ObjectNode message)
        || !message.path("jsonrpc").asText().equals("2.0")) {
      throw invalid("not one JSON-RPC 2.0 message");
    }
    JsonNode params = message.get("params");
    if (params != null && !params.isObject()) {
      throw invalid("params must be an object");
    }
    if (message.path("method").isTextual()) {
      String method = message.get("method").textValue();
      return message.has("id")
          ? new JSONRPCRequest(method, id(message.get("id")), params)
          : new JSONRPCNotification(method, params);
    }
    if (message.has("id") && (message.has("result") || message.has("error"))) {
      return response(message);
    }
    throw invalid("neither a request, a notification nor a response");
  }

  private static JsonNode tree(ByteBuffer body) {
    try (InputStream stream = new ByteBufferBackedInputStream(body.duplicate())) {
      return MAPPER.readTree(stream);
    } catch (JsonProcessingException e) {
      throw new Refusal(400, PARSE_ERROR, "Parse error: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new Refusal(400, PARSE_ERROR, "Parse error");
    }
  }

  private static JSONRPCResponse response(ObjectNode message) {
    JsonNode error = message.get("error");
    JSONRPCError failure =
        error == null
            ? null
            : new JSONRPCError(
                error.path("code").asInt(), error.path("message").asText(), error.get("data"));
    return new JSONRPCResponse("2.0", id(message.get("id")), message.get("result"), failure);
  }

  /** A text or a whole number, as the protocol wants it. */
  static Object id(JsonNode id) {
    if (id.isTextual()) {
      return id.textValue();
    }
    if (id.canConvertToExactIntegral() && id.canConvertToLong()) {
      return id.longValue();
    }
    throw invalid("id must be a string or a whole number");
  }

  private static Refusal invalid(String reason) {
    return new Refusal(400, INVALID_PARAMS, "Validation error: " + reason);
  }

  /** Writes a message, or a part of one. */
  static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot write %s as JSON".formatted(value.getClass()), e);
    }
  }

  /** A tree, or what a tree was made of, as one of the protocol's records. */
  static <T> T convert(Object value, Class<T> type) {
    return MAPPER.convertValue(value, type);
  }

  /** The same for a type with parameters. */
  static <T> T convert(Object value, TypeRef<T> type) {
    return MAPPER.convertValue(value, MAPPER.constructType(type.getType()));
  }
}
