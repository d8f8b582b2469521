// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.SharedWork;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** Leads one subscriber through a task's events, by {@link SharedWork}, so nobody waits. */
final class TaskFollower implements Flow.Subscription {
  private final TaskFeed feed;
  private final Flow.Subscriber<? super TaskEvent> subscriber;
  private final AtomicLong demand = new AtomicLong();
  private final SharedWork work = new SharedWork(this::step);
  private final Runnable wake = work::ask;
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
    work.ask();
  }

  @Override
  public void request(long count) {
    demand.accumulateAndGet(count, (had, more) -> had + more < 0 ? Long.MAX_VALUE : had + more);
    work.ask();
  }

  @Override
  public void cancel() {
    left = true;
    feed.task().ifPresent(task -> task.unfollow(wake));
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
