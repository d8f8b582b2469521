// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** All installations of a server: each takes a limited time, and none outlives the server. */
final class Installations implements AutoCloseable {
  private static final String CLOSED = "the server stops";

  private final ScheduledExecutorService scheduler;
  private final Duration timeout;
  private final Set<Installation> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Installations(ScheduledExecutorService scheduler, Duration timeout) {
    this.scheduler = requireNonNull(scheduler, "scheduler is null");
    this.timeout = requireNonNull(timeout, "timeout is null");
  }

  /**
   * Does some work with an installation, which is stopped when it takes too long.
   *
   * @param told gets every line that is printed
   */
  void run(String name, Consumer<String> told, Consumer<Installation> work) {
    Installation installation = new Installation(name, told);
    running.add(installation);
    if (closed) { // whoever closed before it was there does not see it
      installation.stop(CLOSED);
    }
    String late =
        "it took longer than HAYHOOKS_INSTALL_TIMEOUT allows (%d s)".formatted(timeout.toSeconds());
    Future<?> limit =
        scheduler.schedule(
            () -> installation.stop(late), timeout.toMillis(), TimeUnit.MILLISECONDS);
    try {
      work.accept(installation);
    } finally {
      limit.cancel(false);
      running.remove(installation);
    }
  }

  @Override
  public void close() {
    closed = true;
    running.forEach(installation -> installation.stop(CLOSED));
  }
}
