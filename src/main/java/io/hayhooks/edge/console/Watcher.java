// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.console;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.RunChunk;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** One who watches. What a slow one has no room for is skipped: the next event tells all anew. */
final class Watcher implements Flow.Subscription {
  private final Flow.Subscriber<? super RunChunk> subscriber;
  private final Consumer<Watcher> leave;
  private final AtomicLong room = new AtomicLong();
  private volatile boolean cancelled;

  Watcher(Flow.Subscriber<? super RunChunk> subscriber, Consumer<Watcher> leave) {
    this.subscriber = requireNonNull(subscriber, "subscriber is null");
    this.leave = requireNonNull(leave, "leave is null");
  }

  /** Called from one thread after the other; false when there was no room. */
  boolean tell(byte[] event) {
    if (cancelled || room.get() <= 0) {
      return false;
    }
    room.decrementAndGet();
    subscriber.onNext(LiveEvents.chunk(event));
    return true;
  }

  boolean isCancelled() {
    return cancelled;
  }

  @Override
  public void request(long count) {
    room.addAndGet(count);
  }

  @Override
  public void cancel() {
    cancelled = true;
    leave.accept(this);
  }
}
