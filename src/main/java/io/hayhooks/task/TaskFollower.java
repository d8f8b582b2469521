// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Leads one subscriber through a task's events. Whoever finds {@code work} at zero does what all
 * ask for, so nobody waits.
 */
final class TaskFollower implements Flow.Subscription {
  private final TaskFeed feed;
  private final Flow.Subscriber<? super TaskEvent> subscriber;
  private final Runnable wake = this::drain;
  private final AtomicLong demand = new AtomicLong();
  private final AtomicInteger work = new AtomicInteger();
  private volatile boolean left;
  // confined to whoever does the work
  private boolean begun;
  private int next;

  TaskFollower(TaskFeed feed, Flow.Subscriber<? super TaskEvent> subscriber) {
    this.feed = requireNonNull(feed, "feed is null");
    this.subscriber = requireNonNull(subscriber, "subscriber is null");
    next = feed.next();
  }

  void begin() {
    subscriber.onSubscribe(this);
    feed.task().ifPresent(task -> task.follow(wake));
    drain();
  }

  @Override
  public void request(long count) {
    demand.accumulateAndGet(count, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
    drain();
  }

  @Override
  public void cancel() {
    left = true;
    feed.task().ifPresent(task -> task.unfollow(wake));
  }

  private void drain() {
    if (work.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    do {
      step();
      seen = work.addAndGet(-seen);
    } while (seen != 0);
  }

  private void step() {
    while (!left && demand.get() > 0) {
      TaskEvent event = poll();
      if (event == null) {
        break;
      }
      demand.decrementAndGet();
      subscriber.onNext(event);
    }
    if (!left && isOver()) {
      cancel();
      subscriber.onComplete();
    }
  }

  private TaskEvent poll() {
    if (!begun) {
      begun = true;
      if (feed.first().isPresent()) {
        return feed.first().get();
      }
    }
    TaskEvent event = feed.task().map(task -> task.event(next)).orElse(null);
    next += event == null ? 0 : 1;
    return event;
  }

  private boolean isOver() {
    return begun && feed.task().map(task -> task.isOver(next)).orElse(true);
  }
}
