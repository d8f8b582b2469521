// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.metric;

import static java.util.Collections.unmodifiableSortedMap;
import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What calls of one pipeline have come to, counted since it is served.
 *
 * @param calls how many have ended
 * @param failures how many of them not well; those that were cancelled are none
 * @param seconds how long they took, added up
 * @param within how many took no longer than so many milliseconds
 */
public record PipelineLoad(
    long calls, long failures, double seconds, SortedMap<Long, Long> within) {
  private static final Set<String> NOT_FAILED = Set.of("ok", "cancelled");

  /** Of a pipeline that nobody has called. */
  public static final PipelineLoad NONE = new PipelineLoad(0, 0, 0, new TreeMap<>());

  public PipelineLoad {
    within = unmodifiableSortedMap(requireNonNull(within, "within is null"));
  }

  /** The sum of timers that differ in method and outcome. */
  static PipelineLoad of(Collection<Timer> timers) {
    long failures = 0;
    long calls = 0;
    double seconds = 0;
    SortedMap<Long, Long> within = new TreeMap<>();
    for (Timer timer : timers) {
      var snapshot = timer.takeSnapshot();
      calls += snapshot.count();
      seconds += snapshot.total(TimeUnit.SECONDS);
      failures += NOT_FAILED.contains(timer.getId().getTag("outcome")) ? 0 : snapshot.count();
      for (CountAtBucket bucket : snapshot.histogramCounts()) {
        within.merge((long) bucket.bucket(TimeUnit.MILLISECONDS), (long) bucket.count(), Long::sum);
      }
    }
    return new PipelineLoad(calls, failures, seconds, within);
  }
}
