// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Json;
import io.hayhooks.task.PushConfig;
import io.hayhooks.task.PushService;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Does what clients ask for who want to be told of tasks. */
@Singleton
final class PushCalls {
  private static final String ID = "id";

  private final PushService pushes;
  private final PushTargets targets;
  private final Executor executor;

  @Inject
  PushCalls(PushService pushes, PushTargets targets, ManagedExecutorService executor) {
    this.pushes = requireNonNull(pushes, "pushes is null");
    this.targets = requireNonNull(targets, "targets is null");
    this.executor = requireNonNull(executor, "executor is null");
  }

  /** The configuration that comes with a message, if one does. */
  CompletableFuture<Optional<PushConfig>> withMessage(AgentCall call) {
    Params given = call.params().configuration().object("taskPushNotificationConfig");
    return given.tree().isEmpty()
        ? CompletableFuture.completedFuture(Optional.empty())
        : checked(given, call).thenApply(Optional::of);
  }

  private CompletableFuture<PushConfig> checked(Params given, AgentCall call) {
    PushConfig config = PushForm.read(given, call.dialect().version());
    return CompletableFuture.supplyAsync(
        () -> {
          PushRequest.of(targets.check(config.url()), config, new byte[0]);
          return config;
        },
        executor);
  }

  void add(AgentCall call) {
    String task = task(call);
    call.answer()
        .await(
            checked(call.params(), call)
                .thenCompose(config -> pushes.add(call.agent(), task, config)),
            config -> call.answer().result(written(call, task, config)));
  }

  void find(AgentCall call) {
    String task = task(call);
    call.answer()
        .await(
            pushes.find(call.agent(), task, call.params().text(ID, ID)),
            config -> call.answer().result(written(call, task, config)));
  }

  void list(AgentCall call) {
    String task = task(call);
    call.answer()
        .await(
            pushes.all(call.agent(), task),
            configs -> {
              List<ObjectNode> all =
                  configs.stream().map(config -> written(call, task, config)).toList();
              call.answer().result(call.dialect().pushConfigs(all));
            });
  }

  void delete(AgentCall call) {
    call.answer()
        .await(
            pushes.delete(call.agent(), task(call), call.params().text(ID, ID)),
            nothing -> call.answer().result(Json.MAPPER.nullNode()));
  }

  private static String task(AgentCall call) {
    return call.params().text("taskId", "task_id");
  }

  private static ObjectNode written(AgentCall call, String task, PushConfig config) {
    return call.dialect().pushConfig(PushForm.write(task, config));
  }
}
