// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.ByteBufferBackedInputStream;
import io.hayhooks.edge.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * A JSON-RPC request.
 *
 * @param id what the answer repeats
 * @param size bytes of the whole
 */
record RpcRequest(JsonNode id, String method, ObjectNode params, int size) {
  RpcRequest {
    requireNonNull(id, "id is null");
    requireNonNull(method, "method is null");
    requireNonNull(params, "params is null");
  }

  /** The JSON of a body. */
  static JsonNode parse(ByteBuffer body) {
    try (InputStream stream = new ByteBufferBackedInputStream(body.duplicate())) {
      JsonNode request = Json.MAPPER.readTree(stream);
      if (!request.isMissingNode()) {
        return request;
      }
    } catch (JsonProcessingException e) {
      JsonLocation place = e.getLocation();
      throw new RpcException(
          RpcError.PARSE_ERROR,
          "Invalid JSON payload: line %d, column %d"
              .formatted(place.getLineNr(), place.getColumnNr()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    throw new RpcException(RpcError.PARSE_ERROR, "Invalid JSON payload: there is none");
  }

  /** The id to answer with, as far as there is one. */
  static JsonNode id(JsonNode request) {
    JsonNode id = request.path("id");
    return id.isTextual() || id.isIntegralNumber() ? id : NullNode.instance;
  }

  static RpcRequest of(JsonNode request, int size) {
    if (request.isArray()) {
      throw invalid("Batch requests are not supported");
    }
    if (!request.isObject()) {
      throw RpcException.of(RpcError.INVALID_REQUEST);
    }
    if (!request.path("jsonrpc").asText().equals("2.0")) {
      throw invalid("Invalid request: 'jsonrpc' must be exactly '2.0'");
    }
    JsonNode id = id(request);
    if (id.isNull() && request.hasNonNull("id")) {
      throw invalid("Invalid request: id must be a string, integer, or null");
    }
    JsonNode method = request.path("method");
    if (!method.isTextual() || method.textValue().isEmpty()) {
      throw invalid("Method is required");
    }
    return new RpcRequest(id, method.textValue(), params(request.path("params")), size);
  }

  private static ObjectNode params(JsonNode params) {
    if (params instanceof ObjectNode object) {
      return object;
    }
    if (params.isMissingNode() || params.isNull()) {
      return Json.MAPPER.createObjectNode();
    }
    throw new RpcException(RpcError.INVALID_PARAMS, "Invalid params: they must be an object");
  }

  private static RpcException invalid(String message) {
    return new RpcException(RpcError.INVALID_REQUEST, message);
  }
}
