// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.RunChunk;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Takes a stream to its end, for a client that did not ask for a stream. */
final class WholeStream<T> implements Flow.Subscriber<RunChunk> {
  private static final int WINDOW = 64;

  /** What becomes of the chunks. Calls come one after the other. */
  interface Parts<T> {
    /** The next chunk. */
    void add(RunChunk chunk);

    /** What all of them are together. */
    T end();
  }

  private final Parts<T> parts;
  private final CompletableFuture<T> result = new CompletableFuture<>();
  // confined to the publisher's calls, which come one after the other
  private Flow.Subscription subscription;
  private int taken;

  WholeStream(Parts<T> parts) {
    this.parts = requireNonNull(parts, "parts is null");
  }

  /** Everything together; cancelling it cancels the stream. */
  CompletableFuture<T> result() {
    return result;
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    CompletionStage<T> end = result;
    end.whenComplete(
        (whole, failure) -> {
          if (result.isCancelled()) {
            newSubscription.cancel();
          }
        });
    newSubscription.request(WINDOW);
  }

  @Override
  public void onNext(RunChunk chunk) {
    try {
      parts.add(chunk);
    } catch (RuntimeException e) {
      subscription.cancel();
      result.completeExceptionally(e);
    }
    taken++;
    if (taken == WINDOW / 2) {
      subscription.request(taken);
      taken = 0;
    }
  }

  @Override
  public void onError(Throwable failure) {
    result.completeExceptionally(failure);
  }

  @Override
  public void onComplete() {
    try {
      result.complete(parts.end());
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }
}
