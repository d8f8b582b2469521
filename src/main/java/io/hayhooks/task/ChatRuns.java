// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.Deadline;
import io.hayhooks.pipeline.RunMethod;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.run.RunService;
import io.hayhooks.trace.Tag;
import io.hayhooks.trace.TraceStart;
import io.hayhooks.trace.Traces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.List;

/** Gives tasks to the chat methods of the pipelines that they are for. */
@Singleton
final class ChatRuns {
  private final RunService runs;
  private final Traces traces;

  @Inject
  ChatRuns(RunService runs, Traces traces) {
    this.runs = requireNonNull(runs, "runs is null");
    this.traces = requireNonNull(traces, "traces is null");
  }

  /** Starts the work on a task; it settles the task whatever happens. */
  void start(WorkingTask task, List<Task> earlier, Deadline deadline) {
    ByteBuffer body = body(task, earlier);
    ChatTurn turn = new ChatTurn(task);
    try {
      RunMethod method = RunMethod.CHAT_COMPLETION;
      turn.follow(
          runs.start(
              task.agent(),
              method,
              signature ->
                  new RunRequest(
                          method, "application/json", List.of(), false, deadline, body.duplicate())
                      .traced(traces.begin(() -> traceStart(task)))));
    } catch (ServerException e) { // it was undeployed just now
      turn.onError(e);
    }
  }

  private static TraceStart traceStart(WorkingTask task) {
    List<Tag> tags =
        List.of(new Tag("hayhooks.transport", "a2a"), new Tag("gen_ai.agent.name", task.agent()));
    return new TraceStart(
        "hayhooks.a2a.run", task.agent(), System.nanoTime(), "", null, null, tags);
  }

  private static ByteBuffer body(WorkingTask task, List<Task> earlier) {
    ObjectNode body = TaskJson.MAPPER.createObjectNode().put("model", task.agent());
    body.set("messages", Conversation.of(earlier, task.submitted()));
    try {
      return ByteBuffer.wrap(TaskJson.MAPPER.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Any tree can be written as JSON", e);
    }
  }
}
