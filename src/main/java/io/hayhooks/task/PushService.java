// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Keeps who wants to be told of tasks. Nothing here blocks. */
@Singleton
public final class PushService {
  private final TaskService tasks;
  private final PushStore store;
  private final Executor executor;

  @Inject
  public PushService(TaskService tasks, PushStore store, ManagedExecutorService executor) {
    this.tasks = requireNonNull(tasks, "tasks is null");
    this.store = requireNonNull(store, "store is null");
    this.executor = requireNonNull(executor, "executor is null");
  }

  /** Adds a configuration to a task; the result has its id. */
  public CompletableFuture<PushConfig> add(String agent, String taskId, PushConfig config) {
    return with(
        agent,
        taskId,
        task -> {
          PushConfig named = config.of(taskId);
          store.add(agent, task, named);
          return named;
        });
  }

  public CompletableFuture<List<PushConfig>> all(String agent, String taskId) {
    return with(agent, taskId, task -> store.of(agent, task));
  }

  public CompletableFuture<PushConfig> find(String agent, String taskId, String id) {
    return all(agent, taskId)
        .thenApply(
            configs ->
                configs.stream()
                    .filter(config -> config.id().equals(id))
                    .findFirst()
                    .orElseThrow(TaskService::unknown));
  }

  /** Deletes a configuration, if there is one of that id. */
  public CompletableFuture<Void> delete(String agent, String taskId, String id) {
    return with(
        agent,
        taskId,
        task -> {
          store.delete(agent, task, id);
          return null;
        });
  }

  /** Those that want to be told of a task. */
  public CompletableFuture<List<PushConfig>> wanting(TaskSettled settled) {
    String agent = settled.agent();
    return store.has(agent, settled.task())
        ? CompletableFuture.supplyAsync(
            () -> attempt(task -> store.of(agent, task), settled.task()), executor)
        : CompletableFuture.completedFuture(List.of());
  }

  private interface Step<T> {
    T take(Task task) throws IOException;
  }

  private <T> CompletableFuture<T> with(String agent, String taskId, Step<T> step) {
    return tasks.find(agent, taskId).thenApplyAsync(task -> attempt(step, task), executor);
  }

  private static <T> T attempt(Step<T> step, Task task) {
    try {
      return step.take(task);
    } catch (IOException e) {
      throw new ServerException(
          ErrorCode.INTERNAL_ERROR, "Push notification configurations cannot be kept", e);
    }
  }
}
