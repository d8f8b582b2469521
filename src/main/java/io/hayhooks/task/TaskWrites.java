// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes tasks one after the other, on a thread that takes turns with other work, since tasks
 * change on threads that must not wait. What changes again before its turn is written once.
 */
@Singleton
final class TaskWrites {
  private static final Logger LOG = Logger.getLogger(TaskWrites.class.getName());

  private static final class Write {
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private final String agent;
    private final Instant created;
    private Instant updated;
    private Task task;

    Write(String agent, Instant created) {
      this.agent = agent;
      this.created = created;
    }
  }

  private final TaskStore store;
  private final Executor executor;
  private final Map<String, Write> waiting = new LinkedHashMap<>(); // guarded by this
  private boolean running; // guarded by this

  @Inject
  TaskWrites(TaskStore store, ManagedExecutorService executor) {
    this(store, (Executor) executor);
  }

  TaskWrites(TaskStore store, Executor executor) {
    this.store = requireNonNull(store, "store is null");
    this.executor = requireNonNull(executor, "executor is null");
  }

  /** Done when the task, as it is here or later, is on disk, or cannot be written. */
  CompletableFuture<Void> save(String agent, Instant created, Instant updated, Task task) {
    CompletableFuture<Void> done;
    synchronized (this) {
      Write write = waiting.computeIfAbsent(task.id(), id -> new Write(agent, created));
      write.updated = updated;
      write.task = task;
      done = write.done;
      if (running) {
        return done;
      }
      running = true;
    }
    try {
      executor.execute(this::workOff);
    } catch (RejectedExecutionException e) { // the server stops
      workOff();
    }
    return done;
  }

  private void workOff() {
    for (Write next = next(); next != null; next = next()) {
      try {
        store.write(next.agent, next.created, next.updated, next.task);
      } catch (IOException | RuntimeException e) {
        LOG.log(Level.SEVERE, "Task %s could not be stored".formatted(next.task.id()), e);
      }
      tell(next);
    }
  }

  private static void tell(Write write) {
    try {
      write.done.complete(null);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "What depends on task %s failed".formatted(write.task.id()), e);
    }
  }

  private synchronized Write next() {
    Iterator<Write> writes = waiting.values().iterator();
    if (!writes.hasNext()) {
      running = false;
      return null;
    }
    Write next = writes.next();
    writes.remove();
    return next;
  }
}
