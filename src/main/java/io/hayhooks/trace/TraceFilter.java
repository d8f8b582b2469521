// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Which traces somebody wants to see.
 *
 * @param pipeline of this one only
 * @param minMillis that took so long at least, or have taken so far
 * @param failed that failed only
 */
public record TraceFilter(Optional<String> pipeline, long minMillis, boolean failed) {
  /** All. */
  public static final TraceFilter ALL = new TraceFilter(Optional.empty(), 0, false);

  public TraceFilter {
    requireNonNull(pipeline, "pipeline is null");
  }

  boolean accepts(Trace trace, TraceMoment moment) {
    return pipeline.map(trace.start().pipeline()::equals).orElse(true)
        && TimeUnit.NANOSECONDS.toMillis(moment.nanos()) >= minMillis
        && (!failed || moment.failed());
  }
}
