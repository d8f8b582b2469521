// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static io.hayhooks.task.ScriptedAgent.chunk;
import static io.hayhooks.task.ScriptedAgent.question;
import static io.hayhooks.task.ScriptedAgent.text;
import static io.hayhooks.task.TaskRoom.AGENT;
import static io.hayhooks.task.TaskRoom.says;
import static java.util.concurrent.CompletableFuture.completedFuture;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunChunk.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a message to a task at rest, with everything real but the pipeline. */
final class TaskServiceTest {
  @TempDir private Path data;
  private TaskRoom room;

  @BeforeEach
  void open() {
    room = new TaskRoom(data, Map.of());
  }

  private static TaskState state(Task task) {
    return task.status().state();
  }

  private static List<String> parts(Task task) {
    return task.artifacts().stream()
        .flatMap(artifact -> artifact.parts().stream())
        .map(Part::text)
        .toList();
  }

  private static String words(Task task) {
    return task.status().message().parts().get(0).text();
  }

  private static void assertRefused(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .rootCause()
        .isInstanceOfSatisfying(
            ServerException.class, failure -> assertThat(failure.code()).isEqualTo(code));
  }

  @Test
  void aTextIsOnePartOfTheOnlyArtifact() {
    room.agent.next = completedFuture(text("Hello"));
    Task task = room.ask(says("Hi", null, null));
    assertThat(state(task)).isEqualTo(TaskState.COMPLETED);
    assertThat(parts(task)).containsExactly("Hello");
    assertThat(task.history()).extracting(Message::taskId).containsExactly(task.id());
    assertThat(room.agent.told).containsExactly("user: Hi");
    assertThat(room.service.find(AGENT, task.id()).join()).isEqualTo(task);
    assertThat(room.settled).containsExactly(new TaskSettled(AGENT, task));
  }

  @Test
  void eachItemOfAStreamIsAPartButEmptyOnesAndEvents() {
    ScriptedAgent.Stream stream = new ScriptedAgent.Stream();
    room.agent.next = completedFuture(stream.result());
    WorkingTask working = room.send("Hi");
    assertThat(state(working.snapshot())).isEqualTo(TaskState.WORKING);
    stream.send(
        chunk(Kind.EVENT, "{\"type\":\"status\",\"data\":{}}"),
        chunk(Kind.TEXT, "a"),
        chunk(Kind.TEXT, ""),
        chunk(Kind.DELTA, "{\"content\":\"b\",\"finish_reason\":\"stop\"}"),
        chunk(Kind.DELTA, "{\"reasoning_content\":\"hm\"}"),
        chunk(Kind.COMPLETION, "{\"choices\":[{\"delta\":{\"content\":\"c\"}}]}"));
    assertThat(parts(working.snapshot())).containsExactly("a", "b");
    stream.end();
    assertThat(parts(working.rest().join())).containsExactly("a", "b", "c");
  }

  @Test
  void anAnswerWithoutWordsIsAnEmptyPart() {
    room.agent.next = completedFuture(text(""));
    assertThat(parts(room.ask(says("Hi", null, null)))).containsExactly("");
  }

  @Test
  void aFailureIsToldAndWhatWasSaidStays() {
    ScriptedAgent.Stream stream = new ScriptedAgent.Stream();
    room.agent.next = completedFuture(stream.result());
    WorkingTask working = room.send("Hi");
    stream.send(chunk(Kind.TEXT, "a"));
    stream.fail(
        new ServerException(ErrorCode.PIPELINE_FAILED, "Pipeline execution failed: no luck"));
    Task task = working.rest().join();
    assertThat(state(task)).isEqualTo(TaskState.FAILED);
    assertThat(words(task)).isEqualTo("Error running pipeline 'agent' as A2A agent: no luck");
    assertThat(parts(task)).containsExactly("a");
  }

  @Test
  void aPipelineThatIsFullRejectsTheTask() {
    room.agent.next =
        CompletableFuture.failedFuture(new ServerException(ErrorCode.UNAVAILABLE, "too busy"));
    Task task = room.ask(says("Hi", null, null));
    assertThat(state(task)).isEqualTo(TaskState.REJECTED);
    assertThat(words(task)).isEqualTo("too busy");
  }

  @Test
  void aTaskIsCancelledWithItsWork() {
    ScriptedAgent.Stream stream = new ScriptedAgent.Stream();
    room.agent.next = completedFuture(stream.result());
    WorkingTask working = room.send("Hi");
    stream.send(chunk(Kind.TEXT, "a"));
    String id = working.snapshot().id();
    Task task = room.service.cancel(AGENT, id).join();
    assertThat(state(task)).isEqualTo(TaskState.CANCELED);
    assertThat(parts(task)).containsExactly("a");
    assertThat(stream.isCancelled()).isTrue();
    stream.end();
    assertThat(state(room.service.find(AGENT, id).join())).isEqualTo(TaskState.CANCELED);
    assertRefused(ErrorCode.TASK_NOT_CANCELABLE, () -> room.service.cancel(AGENT, id).join());
  }

  @Test
  void aRunThatHasNotAnsweredYetIsCancelled() {
    WorkingTask working = room.send("Hi");
    room.service.cancel(AGENT, working.snapshot().id()).join();
    assertThat(room.agent.next).isCancelled();
  }

  @Test
  void aTaskThatAskedGoesOnWithTheAnswer() {
    ScriptedAgent.Stream stream = new ScriptedAgent.Stream();
    room.agent.next = completedFuture(stream.result());
    WorkingTask working = room.send("weather");
    stream.send(chunk(Kind.TEXT, "Let me see."), question("Where?"));
    stream.end();
    Task asked = working.rest().join();
    assertThat(state(asked)).isEqualTo(TaskState.INPUT_REQUIRED);
    assertThat(words(asked)).isEqualTo("Where?");

    room.agent.next = completedFuture(text("Rain"));
    Task task = room.ask(says("Oslo", asked.id(), null));
    assertThat(state(task)).isEqualTo(TaskState.COMPLETED);
    assertThat(task.id()).isEqualTo(asked.id());
    assertThat(parts(task)).containsExactly("Let me see.", "Rain");
    assertThat(room.agent.told.get(1))
        .isEqualTo("user: weather\nassistant: Let me see.\nWhere?\nuser: Oslo");
    assertThat(task.history())
        .extracting(Message::role)
        .containsExactly(Role.USER, Role.AGENT, Role.USER);
  }

  @Test
  void aNewTaskInAContextGetsWhatWasSaidThere() {
    room.agent.next = completedFuture(text("one"));
    Task first = room.ask(says("1", null, "c"));
    room.agent.next = completedFuture(text("two"));
    room.ask(says("2", null, "c"));
    room.agent.next =
        CompletableFuture.failedFuture(new ServerException(ErrorCode.PIPELINE_FAILED, "no"));
    room.ask(says("never answered", null, "c"));
    room.agent.next = completedFuture(text("three"));
    room.ask(says("3", null, "c"));
    assertThat(first.contextId()).isEqualTo("c");
    assertThat(room.agent.told.get(3))
        .isEqualTo("user: 1\nassistant: one\nuser: 2\nassistant: two\nuser: 3");
  }

  @Test
  void messagesToTasksThatTakeNoneAreRefused() {
    assertRefused(ErrorCode.TASK_NOT_FOUND, () -> room.send(says("x", "nope", null)));
    WorkingTask working = room.send("Hi");
    String id = working.snapshot().id();
    assertRefused(ErrorCode.TASK_NOT_OPEN, () -> room.send(says("x", id, null)));
    room.agent.next.complete(text("done"));
    assertThatThrownBy(() -> room.send(says("x", id, null)))
        .hasRootCauseMessage("Task %s is in terminal state: TASK_STATE_COMPLETED".formatted(id));
  }

  @Test
  void aMessageMustNameTheContextOfItsTaskOrNone() {
    ScriptedAgent.Stream stream = new ScriptedAgent.Stream();
    room.agent.next = completedFuture(stream.result());
    WorkingTask working = room.send("Hi");
    stream.send(question("Why?"));
    stream.end();
    String id = working.rest().join().id();
    assertRefused(ErrorCode.INVALID_REQUEST, () -> room.send(says("x", id, "other")));
  }

  @Test
  void tasksBelongToTheirAgent() {
    String id = room.send("Hi").snapshot().id();
    assertRefused(ErrorCode.TASK_NOT_FOUND, () -> room.service.find("other", id).join());
    assertRefused(ErrorCode.TASK_NOT_FOUND, () -> room.service.cancel("other", id).join());
    assertThat(room.service.list("other", query(10, "")).join().tasks()).isEmpty();
  }

  private static TaskQuery query(int size, String token) {
    return new TaskQuery(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        size,
        Optional.of(token).filter(text -> !text.isEmpty()),
        Optional.of(0),
        false);
  }

  @Test
  void listsComeInPagesTheLatestFirst() {
    room.agent.next = completedFuture(text("done"));
    List<String> ids =
        List.of("1", "2", "3").stream().map(text -> room.ask(says(text, null, null)).id()).toList();
    room.agent.next = new CompletableFuture<>();
    String working = room.send("4").snapshot().id();
    TaskPage first = room.service.list(AGENT, query(3, "")).join();
    assertThat(first.tasks()).extracting(Task::id).containsExactly(working, ids.get(2), ids.get(1));
    assertThat(first.tasks()).allMatch(task -> task.history().isEmpty());
    assertThat(first.tasks()).allMatch(task -> task.artifacts().isEmpty());
    assertThat(first.totalSize()).isEqualTo(4);
    TaskPage last = room.service.list(AGENT, query(3, first.nextPageToken())).join();
    assertThat(last.tasks()).extracting(Task::id).containsExactly(ids.get(0));
    assertThat(last.nextPageToken()).isEmpty();
    assertRefused(
        ErrorCode.INVALID_REQUEST, () -> room.service.list(AGENT, query(3, "nonsense")).join());
  }

  @Test
  void anotherServerSeesWhatRestsAndTakesAnsweredQuestions() {
    ScriptedAgent.Stream stream = new ScriptedAgent.Stream();
    room.agent.next = completedFuture(stream.result());
    WorkingTask asking = room.send("weather");
    stream.send(question("Where?"));
    stream.end();
    Task asked = asking.rest().join();
    TaskRoom other = new TaskRoom(data, Map.of());
    other.agent.next = completedFuture(text("Rain"));
    assertThat(other.service.find(AGENT, asked.id()).join()).isEqualTo(asked);
    other.ask(says("Oslo", asked.id(), null));
    assertThat(other.agent.told).containsExactly("user: weather\nassistant: Where?\nuser: Oslo");
  }

  @Test
  void aTaskWhoseServerIsGoneHasFailed() {
    WorkingTask working = room.send("Hi");
    String id = working.snapshot().id();
    TaskRoom other = new TaskRoom(data, Map.of());
    assertThat(state(other.service.find(AGENT, id).join())).isEqualTo(TaskState.SUBMITTED);
    room.servers.close();
    Task task = other.service.find(AGENT, id).join();
    assertThat(state(task)).isEqualTo(TaskState.FAILED);
    assertThat(words(task)).contains("The server ended");
    assertThat(other.service.list(AGENT, query(9, "")).join().tasks())
        .extracting(TaskServiceTest::state)
        .containsExactly(TaskState.FAILED);
  }

  @Test
  void aServerThatStopsKeepsWhatWasSaid() {
    ScriptedAgent.Stream stream = new ScriptedAgent.Stream();
    room.agent.next = completedFuture(stream.result());
    String id = room.send("Hi").snapshot().id();
    stream.send(chunk(Kind.TEXT, "a"));
    room.working.stop();
    Task task = new TaskRoom(data, Map.of()).service.find(AGENT, id).join();
    assertThat(state(task)).isEqualTo(TaskState.FAILED);
    assertThat(parts(task)).containsExactly("a");
    assertThat(stream.isCancelled()).isTrue();
  }
}
