// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.TraceConfig;
import io.hayhooks.pipeline.CallTrace;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Begins traces and keeps the latest ones. */
@Singleton
public final class Traces {
  private static final TraceListener NOBODY = trace -> {};

  private final TraceConfig config;
  private final TraceBuffer buffer;
  private final TraceExport export;
  private volatile TraceListener listener = NOBODY;

  @Inject
  public Traces(TraceConfig config, TraceExport export) {
    this.config = requireNonNull(config, "config is null");
    this.export = requireNonNull(export, "export is null");
    buffer = new TraceBuffer(config.bufferCapacity());
  }

  /** Whether anything is traced. */
  public boolean isOn() {
    return config.enabled();
  }

  /**
   * The trace of a call that begins; without tracing, none, and nobody asks what is known of it.
   */
  public CallTrace begin(Supplier<TraceStart> start) {
    if (!config.enabled()) {
      return CallTrace.NONE;
    }
    Trace trace = new Trace(start.get(), this::changed);
    buffer.add(trace);
    listener.changed(trace.context().traceId());
    return trace;
  }

  private void changed(Trace trace) {
    listener.changed(trace.context().traceId());
    if (trace.context().sampled() && export.isOn() && trace.moment().ended()) {
      export.add(trace);
    }
  }

  /** The latest traces that {@code filter} accepts, up to {@code limit}. */
  public TracePage latest(int limit, TraceFilter filter) {
    List<TraceView> views = new ArrayList<>();
    for (Trace trace : buffer.all()) {
      TraceMoment moment = trace.moment();
      if (filter.accepts(trace, moment)) {
        if (views.size() == limit) {
          return new TracePage(views, true, TracePage.Facts.of(config));
        }
        views.add(TraceTree.of(trace, moment));
      }
    }
    return new TracePage(views, false, TracePage.Facts.of(config));
  }

  /** The trace of this id, if it is among the latest; of several calls in it, the newest. */
  public Optional<TraceView> find(String traceId) {
    return buffer.all().stream()
        .filter(trace -> trace.context().traceId().equals(traceId))
        .findFirst()
        .map(trace -> TraceTree.of(trace, trace.moment()));
  }

  /** Tells one listener of changes, in place of the one before; null for nobody. */
  public void listen(TraceListener next) {
    listener = next == null ? NOBODY : next;
  }
}
