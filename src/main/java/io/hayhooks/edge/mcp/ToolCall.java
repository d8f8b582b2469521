// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.nio.ByteBuffer;
import java.util.Optional;
import reactor.core.publisher.Mono;

/**
 * A client's call of a tool.
 *
 * @param progressToken what the client wants to hear progress under, if it does
 */
record ToolCall(
    String tool,
    ObjectNode arguments,
    Optional<Object> progressToken,
    McpAsyncServerExchange exchange) {
  ToolCall {
    requireNonNull(tool, "tool is null");
    requireNonNull(arguments, "arguments is null");
    requireNonNull(progressToken, "progressToken is null");
    requireNonNull(exchange, "exchange is null");
  }

  /**
   * Reads what came with a request.
   *
   * @throws McpError when that is no call
   */
  static ToolCall of(McpAsyncServerExchange exchange, JsonNode params) {
    if (!params.path("name").isTextual()) {
      throw invalid("name must be the name of a tool");
    }
    JsonNode arguments = params.path("arguments");
    if (!arguments.isObject() && !arguments.isMissingNode() && !arguments.isNull()) {
      throw invalid("arguments must be an object");
    }
    JsonNode token = params.path("_meta").path("progressToken");
    return new ToolCall(
        params.get("name").textValue(),
        arguments instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode(),
        token.isTextual() || token.canConvertToExactIntegral()
            ? Optional.of(JsonRpc.id(token))
            : Optional.empty(),
        exchange);
  }

  private static McpError invalid(String reason) {
    return McpError.builder(JsonRpc.INVALID_PARAMS)
        .message("Invalid request parameters: " + reason)
        .build();
  }

  Request request() {
    return Request.of(exchange);
  }

  /** The arguments as the body of a request. */
  ByteBuffer body() {
    return ByteBuffer.wrap(JsonRpc.bytes(arguments));
  }

  /** Tells the client of the next piece, if it wants to hear of it; done when it takes more. */
  Mono<Void> progress(double count, String message) {
    return progressToken.isEmpty()
        ? Mono.empty()
        : exchange.progressNotification(
            new ProgressNotification(progressToken.get(), count, null, message, null));
  }
}
