// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/**
 * Threads that may block as long as Python loads: at most so many at once, none when there is
 * nothing to do. They are apart from the server's executor, so that slow deployments never take the
 * threads they themselves depend on.
 */
final class BoundedThreads implements Executor {
  private final ThreadFactory factory;
  private final int most;
  private final Queue<Runnable> waiting = new ArrayDeque<>(); // guarded by this
  private int running; // guarded by this

  BoundedThreads(ThreadFactory factory, int most) {
    this.factory = requireNonNull(factory, "factory is null");
    this.most = most;
  }

  @Override
  public synchronized void execute(Runnable work) {
    waiting.add(work);
    if (running < most) {
      Thread thread = factory.newThread(this::workOff);
      thread.setName("deploy-" + (running + 1));
      thread.start();
      running++;
    }
  }

  private void workOff() {
    for (Runnable work = next(); work != null; work = next()) {
      boolean done = false;
      try {
        work.run();
        done = true;
      } finally {
        if (!done) {
          replace();
        }
      }
    }
  }

  private synchronized Runnable next() {
    Runnable work = waiting.poll();
    if (work == null) {
      running--;
    }
    return work;
  }

  /** This thread dies of its work; what still waits must not wait for it. */
  private synchronized void replace() {
    running--;
    Runnable work = waiting.poll();
    if (work != null) {
      execute(work);
    }
  }
}
