// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a completion used: as the pipeline reports it, else counted. Where nobody asks, it remembers
 * nothing and costs nothing.
 */
final class UsageMeter {
  private final boolean wanted;
  private final List<ObjectNode> messages;
  private final TokenCounter tokens;
  private final StringBuilder reply = new StringBuilder();
  private ObjectNode reported;

  UsageMeter(boolean wanted, List<ObjectNode> messages, TokenCounter tokens) {
    this.wanted = wanted;
    this.messages = List.copyOf(messages);
    this.tokens = requireNonNull(tokens, "tokens is null");
  }

  boolean wanted() {
    return wanted;
  }

  /** A piece of the reply, UTF-8. */
  void text(ByteBuffer utf8) {
    if (wanted) {
      reply.append(StandardCharsets.UTF_8.decode(utf8.duplicate()));
    }
  }

  /** Whatever an item holds. */
  void add(ChatDelta delta) {
    if (wanted) {
      delta.content().ifPresent(reply::append);
      delta.reasoning().ifPresent(reply::append);
      delta.toolCalls().ifPresent(reply::append);
      delta.usage().ifPresent(usage -> reported = TokenUsage.ofChat(usage));
    }
  }

  /** The usage object. */
  JsonNode total() {
    if (reported != null) {
      return reported;
    }
    int prompt = tokens.ofMessages(messages);
    int completion = tokens.of(reply.toString());
    return TokenUsage.chat(prompt, completion);
  }
}
