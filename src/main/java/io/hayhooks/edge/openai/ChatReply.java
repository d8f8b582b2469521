// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.Optional;

/** A whole chat completion, as OpenAI's API words it. */
record ChatReply(
    String id, String object, long created, String model, List<Choice> choices, JsonNode usage) {
  ChatReply {
    choices = List.copyOf(choices);
  }

  /** The one way the reply turned out. */
  record Choice(
      int index,
      Message message,
      @JsonInclude(JsonInclude.Include.ALWAYS) Object logprobs,
      String finishReason) {}

  /** What the assistant says; {@code content} is null when it only calls tools. */
  record Message(
      String role,
      @JsonInclude(JsonInclude.Include.ALWAYS) String content,
      @JsonProperty("reasoning_content") Optional<String> reasoning,
      Optional<ArrayNode> toolCalls,
      @JsonInclude(JsonInclude.Include.ALWAYS) String refusal) {}

  static ChatReply of(CompletionId id, ChatDelta said, JsonNode usage) {
    boolean callsTools = said.toolCalls().isPresent();
    Message message =
        new Message(
            "assistant",
            said.content()
                .filter(text -> !(text.isEmpty() && callsTools))
                .orElse(callsTools ? null : ""),
            said.reasoning(),
            said.toolCalls(),
            null);
    String reason = said.finishReason().orElse(callsTools ? "tool_calls" : "stop");
    return new ChatReply(
        id.id(),
        "chat.completion",
        id.created(),
        id.model(),
        List.of(new Choice(0, message, null, reason)),
        usage);
  }
}
