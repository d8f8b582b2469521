// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The tasks that do not rest. They leave when their rest is stored, just before it is told. */
@Singleton
final class WorkingTasks implements WorkingTask.Keeper {
  private static final Logger LOG = Logger.getLogger(WorkingTasks.class.getName());

  private final TaskWrites writes;
  private final Consumer<TaskSettled> observers;
  private final Clock clock;
  private final Map<String, WorkingTask> tasks = new ConcurrentHashMap<>();

  @Inject
  WorkingTasks(TaskWrites writes, Event<TaskSettled> events) {
    this(writes, events::fire, Clock.systemUTC());
  }

  WorkingTasks(TaskWrites writes, Consumer<TaskSettled> observers, Clock clock) {
    this.writes = requireNonNull(writes, "writes is null");
    this.observers = requireNonNull(observers, "observers is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** Puts a submitted task to work. */
  WorkingTask begin(String agent, Instant created, Task task, long room) {
    WorkingTask working = new WorkingTask(agent, created, task, room, this);
    tasks.put(task.id(), working);
    return working;
  }

  Optional<WorkingTask> find(String agent, String id) {
    return Optional.ofNullable(tasks.get(id)).filter(task -> task.agent().equals(agent));
  }

  List<WorkingTask> all(String agent) {
    return tasks.values().stream().filter(task -> task.agent().equals(agent)).toList();
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public CompletableFuture<Void> keep(String agent, Instant created, Instant updated, Task task) {
    CompletableFuture<Void> kept = writes.save(agent, created, updated, task);
    return task.status().state().isAtRest()
        ? kept.thenRun(() -> leave(new TaskSettled(agent, task)))
        : kept;
  }

  /** So they are stored with what they have said; what is killed comes back without that. */
  @PreDestroy
  void stop() {
    tasks
        .values()
        .forEach(
            task ->
                task.abort(
                    TaskState.FAILED,
                    "The server was stopped while it worked on this task; send the message again"));
  }

  private void leave(TaskSettled settled) {
    tasks.remove(settled.task().id());
    try {
      observers.accept(settled);
    } catch (RuntimeException e) {
      LOG.log(Level.SEVERE, "A part of the server could not follow a task", e);
    }
  }
}
