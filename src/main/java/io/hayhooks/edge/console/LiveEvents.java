// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.console;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.Json;
import io.hayhooks.pipeline.RunChunk;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * How all pipelines are, as server-sent events: one at once, then one every two seconds. All
 * watchers share one clock and one look; without watchers there is neither.
 */
@Singleton
final class LiveEvents implements Flow.Publisher<RunChunk> {
  private static final Logger LOG = Logger.getLogger(LiveEvents.class.getName());
  private static final Duration PERIOD = Duration.ofSeconds(2);

  private final Supplier<?> look;
  private final long period;
  private final ScheduledExecutorService scheduler;
  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private ScheduledFuture<?> clock;

  @Inject
  LiveEvents(PipelineLines lines, ManagedScheduledExecutorService scheduler) {
    this(lines::now, PERIOD, scheduler);
  }

  LiveEvents(Supplier<?> look, Duration period, ScheduledExecutorService scheduler) {
    this.look = requireNonNull(look, "look is null");
    this.period = period.toNanos();
    this.scheduler = requireNonNull(scheduler, "scheduler is null");
  }

  @Override
  public void subscribe(Flow.Subscriber<? super RunChunk> subscriber) {
    Watcher watcher = new Watcher(subscriber, this::remove);
    subscriber.onSubscribe(watcher);
    watcher.tell(event());
    add(watcher);
  }

  private synchronized void add(Watcher watcher) {
    if (!watcher.isCancelled()) {
      watchers.add(watcher);
      if (clock == null) {
        clock = scheduler.scheduleAtFixedRate(this::tick, period, period, TimeUnit.NANOSECONDS);
      }
    }
  }

  private synchronized void remove(Watcher watcher) {
    watchers.remove(watcher);
    if (watchers.isEmpty()) {
      stop();
    }
  }

  private void tick() {
    try {
      byte[] event = event();
      watchers.forEach(watcher -> watcher.tell(event));
    } catch (RuntimeException e) { // would end the clock
      LOG.log(Level.WARNING, "Watchers were not told how pipelines are", e);
    }
  }

  private byte[] event() {
    String json = new String(Json.bytes(look.get()), StandardCharsets.UTF_8);
    return "data: %s\n\n".formatted(json).getBytes(StandardCharsets.UTF_8);
  }

  /** Whether anybody is told. */
  synchronized boolean isRunning() {
    return clock != null;
  }

  @PreDestroy
  synchronized void stop() {
    if (clock != null) {
      clock.cancel(false);
      clock = null;
    }
  }

  /** Wraps the shared bytes for one watcher, who moves the positions. */
  static RunChunk chunk(byte[] event) {
    return new RunChunk(RunChunk.Kind.BYTES, ByteBuffer.wrap(event));
  }
}
