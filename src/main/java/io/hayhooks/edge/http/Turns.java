// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes streams whose chunks come quickly, in turns and on threads of its own. Until a stream's
 * turn comes, more of its chunks arrive and go out in the same write, and the thread that reads
 * from the worker is free to read on.
 */
@Singleton
public final class Turns {
  private static final Logger LOG = Logger.getLogger(Turns.class.getName());
  private static final int MOST_AT_ONCE = Runtime.getRuntime().availableProcessors();

  private final Executor executor;
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger running = new AtomicInteger();

  @Inject
  public Turns(ManagedExecutorService executor) {
    this((Executor) executor);
  }

  Turns(Executor executor) {
    this.executor = requireNonNull(executor, "executor is null");
  }

  /** Runs {@code turn} soon. */
  void add(Runnable turn) {
    waiting.add(turn);
    start();
  }

  private void start() {
    int count = running.get();
    while (count < MOST_AT_ONCE) {
      if (running.compareAndSet(count, count + 1)) {
        executor.execute(this::work);
        return;
      }
      count = running.get();
    }
  }

  private void work() {
    for (Runnable turn = waiting.poll(); turn != null; turn = waiting.poll()) {
      take(turn);
    }
    running.decrementAndGet();
    if (!waiting.isEmpty()) { // one that came too late for the loop
      start();
    }
  }

  private static void take(Runnable turn) {
    try {
      turn.run();
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "A stream could not be written", e);
    }
  }
}
