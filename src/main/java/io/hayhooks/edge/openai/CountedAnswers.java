// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.Exchange;
import io.hayhooks.edge.http.StreamForm;
import io.hayhooks.pipeline.RunHead;
import io.hayhooks.pipeline.RunStream;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Gives answers whose tokens must be counted, which may take its time. */
@Singleton
final class CountedAnswers {
  /** Bytes whose tokens are counted in less than a millisecond. */
  private static final int QUICK_SIZE = 8 * 1024;

  private final TokenCounter tokens;
  private final ManagedExecutorService executor;

  @Inject
  CountedAnswers(TokenCounter tokens, ManagedExecutorService executor) {
    this.tokens = requireNonNull(tokens, "tokens is null");
    this.executor = requireNonNull(executor, "executor is null");
  }

  /**
   * Answers at once, or, where counting takes its time, on a thread that others do not need.
   *
   * @param size how much there is to count, in bytes
   */
  void answer(Exchange exchange, RunHead head, int size, Supplier<ByteBuffer> body) {
    if (size <= QUICK_SIZE && tokens.isReady()) {
      exchange.answer(head, body.get());
    } else {
      exchange.await(
          tokens.ready().thenApplyAsync(ready -> body.get(), executor),
          bytes -> exchange.answer(head, bytes));
    }
  }

  /** Streams in {@code form}, which can count without waiting when the stream ends. */
  void stream(Exchange exchange, RunStream stream, StreamForm form) {
    if (tokens.isReady()) {
      exchange.stream(stream, form);
      return;
    }
    CompletableFuture<?> waiting = tokens.ready().thenApplyAsync(ready -> ready, executor);
    exchange.await(waiting, ready -> exchange.stream(stream, form));
    waiting.exceptionally(
        gone -> {
          stream.discard();
          return null;
        });
  }
}
