// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.console;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.TraceConfig;
import io.hayhooks.edge.http.Json;
import io.hayhooks.pipeline.RunChunk;
import io.hayhooks.trace.TraceFilter;
import io.hayhooks.trace.TraceView;
import io.hayhooks.trace.Traces;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Traces as server-sent events: the latest ones as {@code snapshot}, then those that began, grew or
 * ended since as {@code trace}, twice a second. Who cannot follow gets a new snapshot; without
 * watchers nobody listens.
 */
@Singleton
final class TraceEvents implements Flow.Publisher<RunChunk> {
  private static final Logger LOG = Logger.getLogger(TraceEvents.class.getName());
  private static final long PERIOD_MILLIS = 500;

  private final Traces traces;
  private final int limit;
  private final ScheduledExecutorService scheduler;
  private final Set<Watcher> watchers = ConcurrentHashMap.newKeySet();
  private final Set<Watcher> behind = ConcurrentHashMap.newKeySet();
  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private ScheduledFuture<?> clock; // guarded by this

  @Inject
  TraceEvents(Traces traces, TraceConfig config, ManagedScheduledExecutorService scheduler) {
    this(traces, config.maxLimit(), scheduler);
  }

  TraceEvents(Traces traces, int limit, ScheduledExecutorService scheduler) {
    this.traces = requireNonNull(traces, "traces is null");
    this.limit = limit;
    this.scheduler = requireNonNull(scheduler, "scheduler is null");
  }

  @Override
  public void subscribe(Flow.Subscriber<? super RunChunk> subscriber) {
    Watcher watcher = new Watcher(subscriber, this::remove);
    subscriber.onSubscribe(watcher);
    add(watcher);
  }

  private synchronized void add(Watcher watcher) {
    if (clock == null) {
      traces.listen(this::changed);
      clock =
          scheduler.scheduleWithFixedDelay(
              this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }
    watcher.tell(snapshot());
    if (!watcher.isCancelled()) {
      watchers.add(watcher);
    }
  }

  private synchronized void remove(Watcher watcher) {
    watchers.remove(watcher);
    behind.remove(watcher);
    if (watchers.isEmpty()) {
      stop();
    }
  }

  private void changed(String traceId) {
    if (changed.size() < limit) { // more than a page of them are not shown anyway
      changed.add(traceId);
    }
  }

  private synchronized void tick() {
    try {
      List<String> ids = List.copyOf(changed);
      ids.forEach(changed::remove);
      if (!ids.isEmpty()) {
        byte[] event =
            event("trace", ids.stream().map(traces::find).flatMap(Optional::stream).toList());
        watchers.forEach(watcher -> tell(watcher, event));
      }
    } catch (RuntimeException e) { // would end the clock
      LOG.log(Level.WARNING, "Watchers were not told of traces", e);
    }
  }

  private void tell(Watcher watcher, byte[] event) {
    boolean told = watcher.tell(behind.contains(watcher) ? snapshot() : event);
    if (told) {
      behind.remove(watcher);
    } else {
      behind.add(watcher);
    }
  }

  private byte[] snapshot() {
    return event("snapshot", traces.latest(limit, TraceFilter.ALL).traces());
  }

  private static byte[] event(String name, List<TraceView> views) {
    String json = new String(Json.bytes(Map.of("traces", views)), StandardCharsets.UTF_8);
    return "event: %s\ndata: %s\n\n".formatted(name, json).getBytes(StandardCharsets.UTF_8);
  }

  @PreDestroy
  synchronized void stop() {
    if (clock != null) {
      traces.listen(null);
      clock.cancel(false);
      clock = null;
      changed.clear();
    }
  }
}
