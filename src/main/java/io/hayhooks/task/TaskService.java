// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.TasksConfig;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Begins, continues, finds and cancels tasks. Nothing here blocks; what needs the disk is done on
 * the server's executor, and failures come with the result.
 */
@Singleton
public final class TaskService {
  private final TaskStore store;
  private final WorkingTasks working;
  private final ChatRuns runs;
  private final PushStore pushes;
  private final long maxSize;
  private final Executor executor;

  /** Tasks that are just being continued: two messages must not both do it. */
  private final Set<String> claimed = ConcurrentHashMap.newKeySet();

  @Inject
  public TaskService(
      TaskStore store,
      WorkingTasks working,
      ChatRuns runs,
      PushStore pushes,
      TasksConfig config,
      ManagedExecutorService executor) {
    this(store, working, runs, pushes, config, (Executor) executor);
  }

  TaskService(
      TaskStore store,
      WorkingTasks working,
      ChatRuns runs,
      PushStore pushes,
      TasksConfig config,
      Executor executor) {
    this.store = requireNonNull(store, "store is null");
    this.working = requireNonNull(working, "working is null");
    this.runs = requireNonNull(runs, "runs is null");
    this.pushes = requireNonNull(pushes, "pushes is null");
    this.executor = requireNonNull(executor, "executor is null");
    maxSize = config.maxSize();
  }

  /**
   * Takes a message: for the task that it names, or for a new one in the context that it names, or
   * for a new one.
   */
  public CompletableFuture<WorkingTask> send(String agent, Assignment assignment) {
    if (assignment.isPlain()) {
      return attempt(() -> begin(agent, assignment));
    }
    return assignment.message().taskId() == null
        ? later(() -> begin(agent, assignment))
        : later(() -> proceed(agent, assignment));
  }

  private WorkingTask begin(String agent, Assignment assignment) throws IOException {
    Message message = assignment.message();
    String id = UUID.randomUUID().toString();
    String context =
        message.contextId() == null ? UUID.randomUUID().toString() : message.contextId();
    TaskStatus none = new TaskStatus(TaskState.SUBMITTED, null, null);
    Task task = new Task(id, context, none, List.of(), List.of()).continuedBy(message);
    List<Task> earlier =
        message.contextId() == null ? List.of() : ContextHistory.of(store, agent, task, maxSize);
    return work(agent, working.now(), task, earlier, assignment);
  }

  private WorkingTask work(
      String agent, Instant created, Task task, List<Task> earlier, Assignment assignment)
      throws IOException {
    if (assignment.push().isPresent()) {
      pushes.add(agent, task, assignment.push().get().of(task.id()));
    }
    WorkingTask begun = working.begin(agent, created, task, maxSize - assignment.size());
    runs.start(begun, earlier, assignment.deadline());
    return begun;
  }

  private WorkingTask proceed(String agent, Assignment assignment) throws IOException {
    Message message = assignment.message();
    return claimed(
        agent,
        message.taskId(),
        stored -> {
          Task task = stored.task();
          if (message.contextId() != null && !message.contextId().equals(task.contextId())) {
            throw new ServerException(
                ErrorCode.INVALID_REQUEST,
                "Context %s does not match context %s of task %s"
                    .formatted(message.contextId(), task.contextId(), task.id()));
          }
          if (task.status().state().isTerminal()) {
            throw ended(task);
          }
          List<Task> earlier = ContextHistory.of(store, agent, task, maxSize);
          return work(agent, stored.created(), task.continuedBy(message), earlier, assignment);
        });
  }

  private interface Change {
    WorkingTask of(TaskRecord stored) throws IOException;
  }

  /** Changes a task that rests, while nobody else does. */
  private WorkingTask claimed(String agent, String id, Change change) throws IOException {
    if (!claimed.add(id)) {
      throw busy(id);
    }
    try {
      if (working.find(agent, id).isPresent()) {
        throw busy(id);
      }
      return change.of(store.find(agent, id).orElseThrow(TaskService::unknown));
    } finally {
      claimed.remove(id);
    }
  }

  /** The task as it is now. */
  public CompletableFuture<Task> find(String agent, String id) {
    Optional<WorkingTask> found = working.find(agent, id);
    return found.isPresent()
        ? CompletableFuture.completedFuture(found.get().snapshot())
        : later(() -> stored(agent, id));
  }

  private Task stored(String agent, String id) throws IOException {
    return store.find(agent, id).map(TaskRecord::task).orElseThrow(TaskService::unknown);
  }

  /** A page of the agent's tasks. */
  public CompletableFuture<TaskPage> list(String agent, TaskQuery query) {
    return later(() -> new TaskList(store, working.all(agent)).page(agent, query));
  }

  /** Stops the work on a task; done when it is stored as cancelled. */
  public CompletableFuture<Task> cancel(String agent, String id) {
    Optional<WorkingTask> found = working.find(agent, id);
    CompletableFuture<WorkingTask> task =
        found.isPresent()
            ? CompletableFuture.completedFuture(found.get())
            : later(() -> claimed(agent, id, stored -> awoken(agent, stored)));
    return task.thenCompose(
        begun -> {
          if (!begun.abort(TaskState.CANCELED, null)) {
            throw notCancelable();
          }
          return begun.rest();
        });
  }

  private WorkingTask awoken(String agent, TaskRecord stored) {
    if (stored.task().status().state().isTerminal()) {
      throw notCancelable();
    }
    Instant created = stored.created();
    return working.begin(agent, created, stored.task(), maxSize);
  }

  /** What happens to a task from now on. */
  public CompletableFuture<TaskFeed> follow(String agent, String id) {
    Optional<WorkingTask> found = working.find(agent, id);
    if (found.isPresent()) {
      return CompletableFuture.completedFuture(found.get().feedFromNow());
    }
    return later(
        () -> {
          Task task = stored(agent, id);
          if (task.status().state().isTerminal()) {
            throw ended(task);
          }
          return new TaskFeed(Optional.of(task), Optional.empty(), 0);
        });
  }

  static ServerException unknown() {
    return new ServerException(ErrorCode.TASK_NOT_FOUND, "Task not found");
  }

  private static ServerException ended(Task task) {
    return new ServerException(
        ErrorCode.TASK_NOT_OPEN,
        "Task %s is in terminal state: %s".formatted(task.id(), task.status().state().label()));
  }

  private static ServerException busy(String id) {
    return new ServerException(
        ErrorCode.TASK_NOT_OPEN,
        "Task %s is being worked on; cancel it, or wait until it asks for input".formatted(id));
  }

  private static ServerException notCancelable() {
    return new ServerException(ErrorCode.TASK_NOT_CANCELABLE, "Task cannot be canceled");
  }

  private interface DiskWork<T> {
    T make() throws IOException;
  }

  private <T> CompletableFuture<T> later(DiskWork<T> work) {
    return CompletableFuture.completedFuture(work).thenComposeAsync(TaskService::attempt, executor);
  }

  private static <T> CompletableFuture<T> attempt(DiskWork<T> work) {
    try {
      return CompletableFuture.completedFuture(work.make());
    } catch (IOException e) {
      return CompletableFuture.failedFuture(
          new ServerException(
              ErrorCode.INTERNAL_ERROR, "Stored tasks cannot be read or written", e));
    }
  }
}
