// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Counts tokens as OpenAI's current models do, for pipelines that do not say what they used. Its
 * tables are large, so they are loaded when somebody first needs them. Beyond a length that nobody
 * pays for by the token the rest is estimated, so that no text can keep a thread busy for long.
 */
@Singleton
final class TokenCounter {
  private static final int MOST_COUNTED = 100_000;
  private static final int PER_MESSAGE = 3;
  private static final int PER_REPLY = 3;

  private volatile Encoding encoding;

  /** Tokens of a prompt, by OpenAI's published rule: text, roles, and a few to separate them. */
  int ofMessages(List<ObjectNode> messages) {
    int total = messages.isEmpty() ? 0 : PER_REPLY;
    for (ObjectNode message : messages) {
      total +=
          PER_MESSAGE + of(message.path("role").asText("")) + ofContent(message.path("content"));
    }
    return total;
  }

  private int ofContent(JsonNode content) {
    if (content.isTextual()) {
      return of(content.textValue());
    }
    int total = 0;
    for (JsonNode part : content) {
      total += of(part.path("text").asText(""));
    }
    return total;
  }

  /** Tokens of a text. */
  int of(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    if (text.length() <= MOST_COUNTED) {
      return encoding().countTokensOrdinary(text);
    }
    double counted = encoding().countTokensOrdinary(text.substring(0, MOST_COUNTED));
    return (int) Math.round(counted * text.length() / MOST_COUNTED);
  }

  /** Loads the tables now, for a thread that has the time. */
  void prepare() {
    encoding();
  }

  private Encoding encoding() {
    Encoding loaded = encoding;
    return loaded == null ? load() : loaded;
  }

  private synchronized Encoding load() {
    if (encoding == null) {
      encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }
    return encoding;
  }
}
