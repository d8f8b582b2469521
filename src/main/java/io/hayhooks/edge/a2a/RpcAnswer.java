// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.EventStreamForm;
import io.hayhooks.edge.http.Exchange;
import io.hayhooks.edge.http.Json;
import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.RunHead;
import io.hayhooks.pipeline.RunStream;
import io.hayhooks.task.Task;
import io.hayhooks.task.TaskFeed;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The answer to one JSON-RPC request, in the client's version and with its id.
 *
 * @param events whether also a failure comes as an event: clients of 0.3 that ask for a stream read
 *     nothing else
 */
record RpcAnswer(Exchange exchange, Dialect dialect, JsonNode id, boolean events) {
  private static final RunHead EVENT_STREAM =
      EventStreamForm.unbuffered(
          new RunHead(
              200,
              "text/event-stream; charset=utf-8",
              List.of(new Header("Cache-Control", "no-store"))));

  RpcAnswer {
    requireNonNull(exchange, "exchange is null");
    requireNonNull(dialect, "dialect is null");
    requireNonNull(id, "id is null");
  }

  /** Goes on with what comes, or tells why it did not; a client that leaves changes nothing. */
  <T> void await(CompletableFuture<T> future, Consumer<T> then) {
    CompletableFuture<Runnable> next =
        future.handle(
            (value, failure) -> failure == null ? () -> attempt(then, value) : () -> fail(failure));
    exchange.await(next, Runnable::run);
  }

  private <T> void attempt(Consumer<T> then, T value) {
    try {
      then.accept(value);
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  void result(JsonNode result) {
    exchange.answer(RunHead.JSON, ByteBuffer.wrap(whole(result)));
  }

  void fail(Throwable failure) {
    if (events) {
      exchange.answer(EVENT_STREAM, RpcFrames.frame(error(failure)));
    } else {
      exchange.answer(RunHead.JSON, ByteBuffer.wrap(error(failure)));
    }
  }

  /** Answers with what happens to a task, which {@code cut} makes as small as it is wanted. */
  void stream(TaskFeed feed, UnaryOperator<Task> cut) {
    exchange.stream(
        new RunStream(EVENT_STREAM, new RpcEvents(feed, this, cut)), new RpcFrames(this));
  }

  byte[] whole(JsonNode result) {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    answer.set("result", result);
    return finished(answer);
  }

  byte[] error(Throwable failure) {
    ObjectNode answer = Json.MAPPER.createObjectNode();
    answer.set("error", dialect.error(RpcException.of(failure)));
    return finished(answer);
  }

  private byte[] finished(ObjectNode answer) {
    answer.set("id", id);
    return Json.bytes(answer.put("jsonrpc", "2.0"));
  }
}
