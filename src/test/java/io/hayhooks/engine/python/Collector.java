// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import io.hayhooks.pipeline.RunChunk;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;

/** A subscriber that keeps what it gets and requests what the test tells it to. */
final class Collector implements Flow.Subscriber<RunChunk> {
  final Queue<RunChunk> chunks = new ConcurrentLinkedQueue<>();
  final CompletableFuture<Void> end = new CompletableFuture<>();
  final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private final long initial;
  private final long each;

  /**
   * Makes a subscriber.
   *
   * @param initial requested at the start
   * @param each requested with each chunk
   */
  Collector(long initial, long each) {
    this.initial = initial;
    this.each = each;
  }

  /** One that takes all. */
  static Collector eager() {
    return new Collector(Long.MAX_VALUE, 0);
  }

  void request(long count) {
    subscription.join().request(count);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.complete(given);
    if (initial > 0) {
      given.request(initial);
    }
  }

  @Override
  public void onNext(RunChunk chunk) {
    chunks.add(chunk);
    if (each > 0) {
      subscription.join().request(each);
    }
  }

  @Override
  public void onError(Throwable error) {
    end.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    end.complete(null);
  }
}
