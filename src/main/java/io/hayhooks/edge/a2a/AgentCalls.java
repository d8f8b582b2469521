// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.config.A2aConfig;
import io.hayhooks.config.TasksConfig;
import io.hayhooks.edge.http.Exchange;
import io.hayhooks.edge.http.Json;
import io.hayhooks.pipeline.Deadline;
import io.hayhooks.task.Assignment;
import io.hayhooks.task.Message;
import io.hayhooks.task.Task;
import io.hayhooks.task.TaskPage;
import io.hayhooks.task.TaskService;
import io.hayhooks.task.WorkingTask;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** Does what clients of agents ask for in JSON-RPC. */
@Singleton
final class AgentCalls {
  private static final String VERSION_HEADER = "A2A-Version";
  private static final String ID = "id";

  private final TaskService tasks;
  private final PushCalls pushes;
  private final boolean takesOldVersion;
  private final long maxSize;
  private final Dialect version1 = new Version1();
  private final Dialect version03 = new Version03();

  @Inject
  AgentCalls(TaskService tasks, PushCalls pushes, A2aConfig config, TasksConfig limits) {
    this.tasks = requireNonNull(tasks, "tasks is null");
    this.pushes = requireNonNull(pushes, "pushes is null");
    takesOldVersion = requireNonNull(config, "config is null").takesOldVersion();
    maxSize = requireNonNull(limits, "limits is null").maxSize();
  }

  /** Answers a request to an agent. */
  void take(Exchange exchange, String agent, ByteBuffer body) {
    RpcAnswer answer =
        new RpcAnswer(exchange, version1, RpcRequest.id(Json.MAPPER.nullNode()), false);
    try {
      check(body.remaining());
      JsonNode json = RpcRequest.parse(body);
      answer = new RpcAnswer(exchange, version1, RpcRequest.id(json), false);
      RpcRequest request = RpcRequest.of(json, body.remaining());
      Optional<Operation> old =
          takesOldVersion ? Operation.namedBefore(request.method()) : Optional.empty();
      if (old.isPresent()) {
        answer = new RpcAnswer(exchange, version03, request.id(), old.get().isStreamed());
        call(new AgentCall(agent, old.get(), request, answer));
      } else {
        call(new AgentCall(agent, operation(request, exchange), request, answer));
      }
    } catch (RuntimeException e) {
      answer.fail(e);
    }
  }

  private void check(int size) {
    if (size > maxSize) {
      throw new RpcException(
          RpcError.INVALID_REQUEST,
          "The request is larger than the %d bytes that HAYHOOKS_A2A_MAX_TASK_SIZE allows"
              .formatted(maxSize));
    }
  }

  private static Operation operation(RpcRequest request, Exchange exchange) {
    Operation operation =
        Operation.named(request.method())
            .orElseThrow(() -> RpcException.of(RpcError.METHOD_NOT_FOUND));
    String header = exchange.request().getHeader(VERSION_HEADER);
    String version = header == null || header.isBlank() ? "0.3" : header.strip();
    if (!version.equals("1") && !version.startsWith("1.")) {
      throw new RpcException(
          RpcError.VERSION_NOT_SUPPORTED,
          "A2A version '%s' is not supported by this handler. Expected version '1.0'."
              .formatted(version));
    }
    return operation;
  }

  private void call(AgentCall call) {
    switch (call.operation()) {
      case SEND -> send(call);
      case STREAM -> stream(call);
      case GET -> get(call);
      case LIST -> list(call);
      case CANCEL -> cancel(call);
      case SUBSCRIBE -> subscribe(call);
      case PUSH_ADD -> pushes.add(call);
      case PUSH_FIND -> pushes.find(call);
      case PUSH_LIST -> pushes.list(call);
      case PUSH_DELETE -> pushes.delete(call);
      case EXTENDED_CARD ->
          throw new RpcException(
              RpcError.UNSUPPORTED_OPERATION,
              "The agent does not support authenticated extended cards");
    }
  }

  private void send(AgentCall call) {
    Params configuration = call.params().configuration();
    UnaryOperator<Task> cut = cut(configuration);
    boolean atOnce = configuration.flag("returnImmediately");
    CompletableFuture<Task> task =
        sent(call).thenCompose(begun -> atOnce ? begun.kept() : begun.rest());
    call.answer()
        .await(task, found -> call.answer().result(call.dialect().answer(cut.apply(found))));
  }

  private void stream(AgentCall call) {
    UnaryOperator<Task> cut = cut(call.params().configuration());
    call.answer().await(sent(call), begun -> call.answer().stream(begun.feed(), cut));
  }

  private CompletableFuture<WorkingTask> sent(AgentCall call) {
    Message message = call.params().message();
    Deadline deadline = call.answer().exchange().deadline();
    int size = call.request().size();
    return pushes
        .withMessage(call)
        .thenCompose(
            push -> tasks.send(call.agent(), new Assignment(message, size, deadline, push)));
  }

  private void get(AgentCall call) {
    UnaryOperator<Task> cut = cut(call.params());
    String id = call.params().text(ID, ID);
    call.answer()
        .await(
            tasks.find(call.agent(), id),
            task -> call.answer().result(call.dialect().task(cut.apply(task))));
  }

  private void list(AgentCall call) {
    int pageSize = call.params().pageSize();
    call.answer()
        .await(
            tasks.list(call.agent(), call.params().query()),
            page -> call.answer().result(page(page, pageSize, call.dialect())));
  }

  private static ObjectNode page(TaskPage page, int pageSize, Dialect dialect) {
    ObjectNode result = Json.MAPPER.createObjectNode();
    page.tasks().stream().map(dialect::task).forEach(result.putArray("tasks")::add);
    return result
        .put("nextPageToken", page.nextPageToken())
        .put("pageSize", pageSize)
        .put("totalSize", page.totalSize());
  }

  private void cancel(AgentCall call) {
    call.answer()
        .await(
            tasks.cancel(call.agent(), call.params().text(ID, ID)),
            task -> call.answer().result(call.dialect().task(task)));
  }

  private void subscribe(AgentCall call) {
    call.answer()
        .await(
            tasks.follow(call.agent(), call.params().text(ID, ID)),
            feed -> call.answer().stream(feed, UnaryOperator.identity()));
  }

  private static UnaryOperator<Task> cut(Params params) {
    Optional<Integer> length = params.historyLength();
    return task -> length.map(task::withHistory).orElse(task);
  }
}
