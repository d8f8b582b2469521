// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import static java.util.Objects.requireNonNull;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tasks that run one after another, in order and without locks: on the thread of a loop while it
 * turns, later on whichever thread brings one.
 */
final class SerialTasks {
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicInteger arrivals = new AtomicInteger();
  private volatile boolean loopEnded;

  void add(Runnable task) {
    tasks.add(requireNonNull(task, "task is null"));
    if (loopEnded) {
      runAlone();
    }
  }

  boolean isEmpty() {
    return tasks.isEmpty();
  }

  /** Runs what is there; only for the loop's thread. */
  void runAll() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  /** Says that the loop's thread will not come again. */
  void endLoop() {
    loopEnded = true;
    runAlone();
  }

  private void runAlone() {
    int seen = arrivals.incrementAndGet();
    if (seen != 1) {
      return; // another thread, or this one further up, is at it and will see the task
    }
    while (seen != 0) {
      runAll();
      seen = arrivals.addAndGet(-seen);
    }
  }
}
