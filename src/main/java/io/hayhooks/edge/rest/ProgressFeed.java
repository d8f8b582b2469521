// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.DeployProgress;
import io.hayhooks.deploy.ProgressStep;
import io.hayhooks.edge.http.Json;
import io.hayhooks.pipeline.RunChunk;
import io.hayhooks.pipeline.SharedWork;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The steps of one name's deployments as server-sent events for one client. Steps wait for a slow
 * client up to a limit, and beyond it are left out: the deployment itself waits for nobody.
 */
final class ProgressFeed implements Flow.Publisher<RunChunk>, Flow.Subscription {
  private static final int MOST_WAITING = 1000;
  private static final byte[] WATCHING = ": watching\n\n".getBytes(StandardCharsets.US_ASCII);

  /** What an event says. */
  private record Told(String phase, Optional<String> line) {}

  private final DeployProgress progress;
  private final String name;
  private final ConcurrentLinkedQueue<byte[]> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong demand = new AtomicLong();
  private final SharedWork work = new SharedWork(this::step);
  private volatile Flow.Subscriber<? super RunChunk> subscriber;
  private volatile Runnable leave = () -> {};
  private volatile boolean cancelled;

  ProgressFeed(DeployProgress progress, String name) {
    this.progress = requireNonNull(progress, "progress is null");
    this.name = requireNonNull(name, "name is null");
  }

  @Override
  public void subscribe(Flow.Subscriber<? super RunChunk> newSubscriber) {
    subscriber = requireNonNull(newSubscriber, "newSubscriber is null");
    newSubscriber.onSubscribe(this);
    add(WATCHING); // has the head sent at once
    leave = progress.watch(name, step -> add(event(step)));
    if (cancelled) { // meanwhile
      leave.run();
    }
  }

  private static byte[] event(ProgressStep step) {
    Told told = new Told(step.phase().name().toLowerCase(Locale.ROOT), step.line());
    String json = new String(Json.bytes(told), StandardCharsets.UTF_8);
    return "event: progress\ndata: %s\n\n".formatted(json).getBytes(StandardCharsets.UTF_8);
  }

  private void add(byte[] event) {
    if (waiting.incrementAndGet() > MOST_WAITING) {
      waiting.decrementAndGet();
      return;
    }
    events.add(event);
    work.ask();
  }

  private void step() {
    while (!cancelled && demand.get() > 0 && !events.isEmpty()) {
      demand.decrementAndGet();
      waiting.decrementAndGet();
      subscriber.onNext(new RunChunk(RunChunk.Kind.BYTES, ByteBuffer.wrap(events.remove())));
    }
  }

  @Override
  public void request(long count) {
    demand.addAndGet(count);
    work.ask();
  }

  @Override
  public void cancel() {
    cancelled = true;
    leave.run();
  }
}
