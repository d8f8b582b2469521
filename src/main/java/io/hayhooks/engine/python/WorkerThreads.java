// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** The server's threads as workers use them. */
record WorkerThreads(ThreadFactory factory, ScheduledExecutorService scheduler) {
  WorkerThreads {
    requireNonNull(factory, "factory is null");
    requireNonNull(scheduler, "scheduler is null");
  }

  void start(String name, Runnable work) {
    Thread thread = factory.newThread(work);
    thread.setName(name);
    thread.start();
  }

  Future<?> after(Duration delay, Runnable task) {
    return scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
  }
}
