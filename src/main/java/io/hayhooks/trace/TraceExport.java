// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.TelemetryConfig;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Sends ended traces to a collector, some at a time. Calls only put them into a queue: when the
 * collector is slow or gone, the queue fills and further traces are left out and counted.
 */
@Singleton
public final class TraceExport {
  private static final Logger LOG = Logger.getLogger(TraceExport.class.getName());
  private static final int CAPACITY = 2048;
  private static final int BATCH = 256;
  private static final long PERIOD_MILLIS = 500;
  private static final long LAST_MILLIS = 2000;

  private final Optional<SpanExporter> exporter;
  private final Resource resource;
  private final Queue<Trace> queue = new ArrayBlockingQueue<>(CAPACITY);
  private final AtomicLong dropped = new AtomicLong();
  private final ScheduledFuture<?> clock;
  private CompletableResultCode sending = CompletableResultCode.ofSuccess(); // guarded by this

  @Inject
  public TraceExport(TelemetryConfig config, ManagedScheduledExecutorService scheduler) {
    resource = resource(config);
    exporter = config.endpoint().map(uri -> exporter(uri.toString(), config));
    clock =
        exporter.isEmpty()
            ? null
            : requireNonNull(scheduler, "scheduler is null")
                .scheduleWithFixedDelay(
                    this::tick, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static SpanExporter exporter(String endpoint, TelemetryConfig config) {
    OtlpHttpSpanExporterBuilder builder =
        OtlpHttpSpanExporter.builder().setEndpoint(endpoint).setTimeout(config.timeout());
    config.headers().forEach(builder::addHeader);
    return builder.build();
  }

  private static Resource resource(TelemetryConfig config) {
    AttributesBuilder attributes = Resource.getDefault().getAttributes().toBuilder();
    config.resource().forEach(attributes::put);
    return Resource.create(attributes.build());
  }

  boolean isOn() {
    return exporter.isPresent();
  }

  /** Takes a trace that has ended, if there is room for it. */
  void add(Trace trace) {
    if (!queue.offer(trace)) {
      dropped.incrementAndGet();
    }
  }

  private void tick() {
    try {
      send();
    } catch (RuntimeException e) { // would end the clock
      LOG.log(Level.WARNING, "Traces were not sent", e);
    }
  }

  /** One delivery after the other: a collector that does not answer holds up no more than one. */
  private synchronized void send() {
    while (sending.isDone() && !queue.isEmpty()) {
      List<SpanData> spans = new ArrayList<>();
      for (int i = 0; i < BATCH && !queue.isEmpty(); i++) {
        spans.addAll(ExportedSpan.of(queue.remove(), resource));
      }
      sending = exporter.orElseThrow().export(spans);
    }
    long lost = dropped.getAndSet(0);
    if (lost > 0) {
      LOG.warning("%d traces were not sent: the collector does not keep up".formatted(lost));
    }
  }

  @PreDestroy
  void close() {
    if (clock != null) {
      clock.cancel(false);
      tick();
      synchronized (this) {
        var unused = sending.join(LAST_MILLIS, TimeUnit.MILLISECONDS);
      }
      exporter.ifPresent(SpanExporter::close);
    }
  }
}
