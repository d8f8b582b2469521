// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Work that many threads ask for, and that one at a time does for all: whoever finds nobody at it.
 * Nobody waits, nothing is locked, and what is asked for meanwhile is done before it ends.
 */
public final class SharedWork {
  private final Runnable step;
  private final AtomicInteger asked = new AtomicInteger();

  /**
   * Names the work.
   *
   * @param step does all there is to do; never run by two threads at once
   */
  public SharedWork(Runnable step) {
    this.step = requireNonNull(step, "step is null");
  }

  /** Has the work done, on this thread unless another one is at it. */
  public void ask() {
    if (asked.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    do {
      step.run();
      seen = asked.addAndGet(-seen);
    } while (seen != 0);
  }
}
