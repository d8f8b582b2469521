// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * What one streamed item adds to a reply. Whatever an item does not say is empty.
 *
 * @param toolCalls pieces of tool calls, each with its {@code index}
 */
record ChatDelta(
    Optional<String> content,
    Optional<String> reasoning,
    Optional<ArrayNode> toolCalls,
    Optional<String> finishReason,
    Optional<ObjectNode> usage) {

  /** A piece of text. */
  static ChatDelta text(String text) {
    return new ChatDelta(
        Optional.of(text), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A delta object of the worker link. */
  static ChatDelta of(JsonNode delta) {
    return of(delta, delta.path("finish_reason"), delta.path("usage"));
  }

  /** What a chat completion, or a chunk of one, says in its first choice. */
  static ChatDelta ofCompletion(JsonNode completion) {
    JsonNode choice = completion.path("choices").path(0);
    JsonNode said =
        choice.path("message").isObject() ? choice.path("message") : choice.path("delta");
    return of(said, choice.path("finish_reason"), completion.path("usage"));
  }

  private static ChatDelta of(JsonNode said, JsonNode finishReason, JsonNode usage) {
    return new ChatDelta(
        text(said.path("content")),
        text(said.path("reasoning_content")),
        Optional.of(said.path("tool_calls"))
            .filter(calls -> calls.isArray() && !calls.isEmpty())
            .map(ChatDelta::indexed),
        text(finishReason),
        usage instanceof ObjectNode object ? Optional.of(object) : Optional.empty());
  }

  /** Whether it says nothing but, perhaps, text. */
  boolean isOnlyText() {
    return reasoning.isEmpty() && toolCalls.isEmpty() && finishReason.isEmpty() && usage.isEmpty();
  }

  private static Optional<String> text(JsonNode node) {
    return node.isTextual() ? Optional.of(node.textValue()) : Optional.empty();
  }

  /** Whole tool calls have no index; their pieces must. */
  private static ArrayNode indexed(JsonNode toolCalls) {
    ArrayNode calls = (ArrayNode) toolCalls;
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i) instanceof ObjectNode call && !call.has("index")) {
        call.put("index", i);
      }
    }
    return calls;
  }
}
