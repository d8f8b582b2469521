// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/** The answer to a client that takes JSON only: the response, and nothing that comes before it. */
final class WholeChannel implements McpStreamableServerTransport {
  private static final int CANCELLED = -32800;

  private final Object id;
  private final Consumer<JSONRPCResponse> answer;

  /**
   * Answers one request.
   *
   * @param answer takes the response, and may be given a second one that does not count
   */
  WholeChannel(Object id, Consumer<JSONRPCResponse> answer) {
    this.id = requireNonNull(id, "id is null");
    this.answer = requireNonNull(answer, "answer is null");
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message, String messageId) {
    return sendMessage(message);
  }

  @Override
  public Mono<Void> sendMessage(JSONRPCMessage message) {
    return Mono.fromRunnable(
        () -> {
          if (message instanceof JSONRPCResponse response) {
            answer.accept(response);
          }
        });
  }

  /** The end. HTTP wants an answer even to what was cancelled. */
  @Override
  public Mono<Void> closeGracefully() {
    return Mono.fromRunnable(
        () ->
            answer.accept(
                JSONRPCResponse.error(id, new JSONRPCError(CANCELLED, "Request cancelled"))));
  }

  @Override
  public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
    return JsonRpc.convert(data, type);
  }
}
