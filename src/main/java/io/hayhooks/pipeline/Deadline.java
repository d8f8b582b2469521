// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * The instant by which a call must have ended, on the clock of {@link System#nanoTime()}.
 *
 * @param at empty when the call may take as long as it wants
 */
public record Deadline(OptionalLong at) {
  /** No deadline. */
  public static final Deadline NONE = new Deadline(OptionalLong.empty());

  /** That which comes {@code timeout} after {@code start}; zero is no timeout. */
  public static Deadline after(long start, Duration timeout) {
    return timeout.isZero() ? NONE : new Deadline(OptionalLong.of(start + timeout.toNanos()));
  }

  /** Whether it is over. */
  public boolean isPassed(long now) {
    return at.isPresent() && now - at.getAsLong() >= 0;
  }

  /** Nanoseconds left, at least zero; empty when there is no deadline. */
  public OptionalLong remaining(long now) {
    return at.isEmpty() ? at : OptionalLong.of(Math.max(0, at.getAsLong() - now));
  }
}
