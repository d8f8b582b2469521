// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Counts tokens as OpenAI's current models do, for pipelines that do not say what they used. Its
 * tables are large, so they are loaded when somebody first needs them. A long text is counted in
 * slices, and beyond a length the rest is estimated, so that no text keeps a thread busy for long.
 */
@Singleton
final class TokenCounter {
  private static final int SLICE = 4_000;
  private static final int LONGEST_WORD = 200;
  private static final int MOST_COUNTED = 100_000;
  private static final int PER_MESSAGE = 3;
  private static final int PER_REPLY = 3;

  private final Executor executor;
  private final AtomicBoolean started = new AtomicBoolean();
  private final CompletableFuture<Encoding> encoding = new CompletableFuture<>();

  @Inject
  TokenCounter(ManagedExecutorService executor) {
    this((Executor) executor);
  }

  TokenCounter(Executor executor) {
    this.executor = requireNonNull(executor, "executor is null");
  }

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

  /** Tokens of a text. Waits for the tables if need be, so ask for {@link #ready()} before. */
  int of(String text) {
    int end = Math.min(text.length(), MOST_COUNTED);
    int total = 0;
    for (int from = 0; from < end; ) {
      int to = sliceEnd(text, from, end);
      total += ready().join().countTokensOrdinary(text.substring(from, to));
      from = to;
    }
    return end < text.length() ? (int) ((double) total * text.length() / end) : total;
  }

  /** Where a slice may end: before a space if one is near, since no token goes across it. */
  private static int sliceEnd(String text, int from, int end) {
    if (end - from <= SLICE) {
      return end;
    }
    int to = from + SLICE;
    int space = text.lastIndexOf(' ', to);
    if (space > to - LONGEST_WORD) {
      return space;
    }
    return Character.isLowSurrogate(text.charAt(to)) ? to - 1 : to;
  }

  /** Starts to load the tables unless that has been done. */
  void prepare() {
    if (started.compareAndSet(false, true)) {
      executor.execute(this::load);
    }
  }

  boolean isReady() {
    return encoding.isDone();
  }

  /** Done when the tables are loaded. */
  CompletableFuture<Encoding> ready() {
    prepare();
    return encoding;
  }

  private void load() {
    try {
      encoding.complete(Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE));
    } catch (RuntimeException e) {
      encoding.completeExceptionally(e);
    }
  }
}
