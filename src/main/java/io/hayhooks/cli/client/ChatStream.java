// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a streamed chat completion. */
final class ChatStream {
  private static final String END = "[DONE]";

  private ChatStream() {}

  /** Hands over every piece as it arrives; the whole text of the answer. */
  static String read(EventStream events, Consumer<ChatPiece> taker) throws IOException {
    StringBuilder whole = new StringBuilder();
    for (Optional<String> data = events.next();
        data.isPresent() && !data.get().equals(END);
        data = events.next()) {
      Json.parse(data.get()).ifPresent(frame -> take(frame, whole, taker));
    }
    return whole.toString();
  }

  private static void take(JsonNode frame, StringBuilder whole, Consumer<ChatPiece> taker) {
    if (frame.has("error")) {
      throw new RefusedException(500, RefusedException.message(frame));
    }
    if (frame.has("event")) {
      event(frame.path("event")).ifPresent(text -> give(taker, ChatPiece.Kind.EVENT, text));
      return;
    }
    JsonNode delta = frame.path("choices").path(0).path("delta");
    give(taker, ChatPiece.Kind.REASONING, delta.path("reasoning_content").asText(""));
    for (JsonNode call : delta.path("tool_calls")) {
      String name = call.path("function").path("name").asText("");
      give(taker, ChatPiece.Kind.EVENT, name.isEmpty() ? "" : "tool " + name);
    }
    String text = delta.path("content").asText("");
    whole.append(text);
    give(taker, ChatPiece.Kind.TEXT, text);
  }

  private static void give(Consumer<ChatPiece> taker, ChatPiece.Kind kind, String text) {
    if (!text.isEmpty()) {
      taker.accept(new ChatPiece(kind, text));
    }
  }

  /** Events of Open WebUI that are worth a line: what goes on, and notes to the user. */
  private static Optional<String> event(JsonNode event) {
    JsonNode data = event.path("data");
    return Optional.of(data.path("description").asText(data.path("content").asText("")))
        .filter(text -> !text.isBlank());
  }
}
