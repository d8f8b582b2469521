// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.OutputLine;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last lines that the workers of a pool printed, those of dead ones included. */
final class PoolOutput {
  private static final int MAX_LINES = 1000;

  private final Clock clock;
  private final Deque<OutputLine> lines = new ArrayDeque<>(); // guarded by this

  PoolOutput(Clock clock) {
    this.clock = requireNonNull(clock, "clock is null");
  }

  synchronized void add(long pid, String text) {
    if (lines.size() == MAX_LINES) {
      lines.removeFirst();
    }
    lines.addLast(new OutputLine(clock.instant(), pid, text));
  }

  /** The oldest first. */
  synchronized List<OutputLine> lines() {
    return List.copyOf(lines);
  }
}
