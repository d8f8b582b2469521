// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.HttpConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Makes silent streams say something from time to time. A client that left is only noticed by
 * writing to it, so this is also what ends the work for it.
 */
@Singleton
public final class Heartbeats {
  private static final int TICKS_PER_INTERVAL = 4;

  private final Set<StreamAnswer> streams = ConcurrentHashMap.newKeySet();
  private final long interval;
  private final ManagedScheduledExecutorService scheduler;
  private ScheduledFuture<?> ticks;

  @Inject
  public Heartbeats(HttpConfig config, ManagedScheduledExecutorService scheduler) {
    interval = config.heartbeatInterval().toNanos();
    this.scheduler = requireNonNull(scheduler, "scheduler is null");
  }

  void add(StreamAnswer stream) {
    if (interval > 0) {
      start();
      streams.add(stream);
    }
  }

  void remove(StreamAnswer stream) {
    streams.remove(stream);
  }

  private synchronized void start() {
    if (ticks == null) {
      long tick = Math.max(1, interval / TICKS_PER_INTERVAL);
      ticks = scheduler.scheduleAtFixedRate(this::tick, tick, tick, TimeUnit.NANOSECONDS);
    }
  }

  private void tick() {
    streams.forEach(stream -> stream.beat(interval));
  }

  @PreDestroy
  synchronized void stop() {
    if (ticks != null) {
      ticks.cancel(false);
    }
  }
}
