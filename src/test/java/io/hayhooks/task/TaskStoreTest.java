// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static io.hayhooks.task.TaskRoom.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskStoreTest {
  private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

  @TempDir private Path data;

  private static Task task(String context, TaskState state) {
    return new Task(
        UUID.randomUUID().toString(),
        context,
        TaskStatus.at(NOW, state, null),
        List.of(new Artifact("a", "response", List.of(Part.text("said")))),
        List.of(TaskRoom.says("Hi", null, context)));
  }

  private TaskRoom room(String... settings) {
    return new TaskRoom(data, settings.length == 0 ? Map.of() : Map.of(settings[0], settings[1]));
  }

  @Test
  void whatIsWrittenIsFoundByIdAndByContext() throws IOException {
    TaskStore store = room().store;
    Task one = task("c", TaskState.COMPLETED);
    Task two = task("d", TaskState.INPUT_REQUIRED);
    store.write(AGENT, NOW, NOW, one);
    store.write(AGENT, NOW, NOW.plusSeconds(1), two);
    TaskStore again = room().store;
    assertThat(again.find(AGENT, one.id()).orElseThrow().task()).isEqualTo(one);
    assertThat(again.heads(AGENT)).extracting(TaskHead::id).containsExactly(two.id(), one.id());
    assertThat(again.heads(AGENT, "c")).extracting(TaskHead::id).containsExactly(one.id());
    assertThat(again.find("other", one.id())).isEmpty();
    assertThat(again.find(AGENT, "../" + one.id())).isEmpty();
    assertThat(again.find(AGENT, "*")).isEmpty();
  }

  @Test
  void whatCannotBeReadIsLeftOut() throws IOException {
    TaskStore store = room().store;
    Task good = task("c", TaskState.COMPLETED);
    Task bad = task("c", TaskState.COMPLETED);
    store.write(AGENT, NOW, NOW, good);
    store.write(AGENT, NOW, NOW, bad);
    Files.writeString(store.file(AGENT, bad), "{\"agent\":\"agent\",\"task\":{");
    assertThat(store.heads(AGENT)).extracting(TaskHead::id).containsExactly(good.id());
    assertThat(store.find(AGENT, bad.id())).isEmpty();
  }

  @Test
  void theOldestGoWhenThereAreTooMany() throws IOException {
    TaskStore store = room("HAYHOOKS_A2A_TASKS_KEPT", "2").store;
    Task[] tasks = new Task[4];
    for (int i = 0; i < tasks.length; i++) {
      tasks[i] = task("c", TaskState.COMPLETED);
      store.write(AGENT, NOW, NOW, tasks[i]);
      age(store.file(AGENT, tasks[i]), Duration.ofSeconds(10 - i));
    }
    store.write(AGENT, NOW, NOW, tasks[3]);
    assertThat(store.find(AGENT, tasks[3].id())).isPresent();
    assertThat(store.find(AGENT, tasks[2].id())).isPresent();
    assertThat(store.find(AGENT, tasks[0].id())).isEmpty();
  }

  @Test
  void whatHasExpiredGoesWithItsCompanionsAlsoThatOfAgentsThatAreGone() throws IOException {
    TaskRoom before = room();
    Task old = task("c", TaskState.COMPLETED);
    before.store.write("gone", NOW, NOW, old);
    PushConfig config = new PushConfig("p", "http://x", null, null, null, "1.0");
    before.pushes.add("gone", old, config);
    Path file = before.store.file("gone", old);
    age(file, Duration.ofDays(8));
    room().store.write(AGENT, NOW, NOW, task("c", TaskState.COMPLETED));
    assertThat(file).doesNotExist();
    try (Stream<Path> left = Files.list(file.getParent())) {
      assertThat(left).isEmpty();
    }
  }

  private static void age(Path file, Duration age) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  @Test
  void configurationsStayWithTheirTaskAndAreReplacedById() throws IOException {
    TaskRoom room = room();
    Task task = task("c", TaskState.INPUT_REQUIRED);
    room.store.write(AGENT, NOW, NOW, task);
    assertThat(room.pushes.has(AGENT, task)).isFalse();
    PushConfig first = new PushConfig("p", "http://x", "t", "Bearer", "s", "1.0");
    PushConfig second = new PushConfig("p", "http://y", null, null, null, "0.3");
    room.pushes.add(AGENT, task, first);
    assertThat(room().pushes.of(AGENT, task)).containsExactly(first);
    room.pushes.add(AGENT, task, second);
    assertThat(room.pushes.of(AGENT, task)).containsExactly(second);
    room.pushes.delete(AGENT, task, "p");
    assertThat(room.pushes.has(AGENT, task)).isFalse();
    assertThat(room.store.heads(AGENT)).hasSize(1);
  }
}
