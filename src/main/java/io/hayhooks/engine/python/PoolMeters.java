// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.RunMethod;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** Times the calls of one pool. */
final class PoolMeters {
  private static final Duration[] BOUNDS =
      LongStream.of(1, 5, 10, 25, 50, 100, 250, 500, 1000, 2500, 5000, 10_000, 30_000, 60_000)
          .mapToObj(Duration::ofMillis)
          .toArray(Duration[]::new);

  private final MeterRegistry registry;
  private final String pipeline;
  private final Timer waiting;
  private final Map<Kind, Timer> calls = new ConcurrentHashMap<>();

  PoolMeters(MeterRegistry registry, String pipeline) {
    this.registry = requireNonNull(registry, "registry is null");
    this.pipeline = requireNonNull(pipeline, "pipeline is null");
    waiting = timer("hayhooks.call.wait", "How long calls waited for a worker").register(registry);
  }

  /** A call got its worker. */
  void started(long waitedNanos) {
    waiting.record(waitedNanos, TimeUnit.NANOSECONDS);
  }

  /** A call has ended, after so long in all. */
  void ended(RunMethod method, String outcome, long nanos) {
    calls
        .computeIfAbsent(new Kind(method, outcome), this::timer)
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Kind kind) {
    return timer("hayhooks.call", "How long calls took, streams to their end")
        .tag("method", kind.method().name().toLowerCase(Locale.ROOT))
        .tag("outcome", kind.outcome())
        .register(registry);
  }

  private Timer.Builder timer(String name, String description) {
    return Timer.builder(name)
        .description(description)
        .tag("pipeline", pipeline)
        .serviceLevelObjectives(BOUNDS);
  }

  private record Kind(RunMethod method, String outcome) {}
}
