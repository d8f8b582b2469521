// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How long to wait before a lost worker is replaced: longer each time, up to the last of the
 * delays, and from the first one again once a worker has been well for a while. A worker that was
 * ready has shown that its pipeline can be loaded, and the next one takes milliseconds, so calls
 * are not to be refused for its loss, nor for the next loss if that alone comes during a start. Not
 * thread-safe.
 */
final class RestartBackoff {
  private static final List<Duration> DELAYS =
      List.of(
          Duration.ZERO,
          Duration.ofMillis(500),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  /** Calls wait through pauses up to this one, and are refused during longer ones. */
  static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final List<Duration> delays;
  private final int lastWaitedFor;
  private final Duration healthyAfter;
  private final LongSupplier nanoTime;
  private int losses;
  private long readySince;
  private boolean ready;

  RestartBackoff() {
    this(DELAYS, Duration.ofSeconds(10), System::nanoTime);
  }

  RestartBackoff(List<Duration> delays, Duration healthyAfter, LongSupplier nanoTime) {
    this.delays = List.copyOf(delays);
    lastWaitedFor =
        (int) delays.stream().filter(delay -> delay.compareTo(LONGEST_WAIT) <= 0).count() - 1;
    this.healthyAfter = requireNonNull(healthyAfter, "healthyAfter is null");
    this.nanoTime = requireNonNull(nanoTime, "nanoTime is null");
  }

  /** A worker takes calls now. */
  void ready() {
    ready = true;
    readySince = nanoTime.getAsLong();
  }

  /** A worker was lost; returns how long to wait before the next. */
  Duration lost() {
    if (ready && nanoTime.getAsLong() - readySince >= healthyAfter.toNanos()) {
      losses = 0;
    }
    int last = ready ? lastWaitedFor : delays.size() - 1;
    Duration delay = delays.get(Math.min(losses, last));
    ready = false;
    losses = Math.min(losses + 1, last);
    return delay;
  }
}
