// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static io.hayhooks.task.TaskRoom.AGENT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TaskWritesTest {
  private static final String ID = "00000000-0000-0000-0000-000000000001";

  @TempDir private Path data;
  private final Queue<Runnable> turns = new ArrayDeque<>();

  private static Task task(TaskState state) {
    return new Task(ID, "c", TaskStatus.at(Instant.EPOCH, state, null), List.of(), List.of());
  }

  @Test
  void whatChangesBeforeItsTurnIsWrittenOnce() throws IOException {
    TaskStore store = new TaskRoom(data, Map.of()).store;
    TaskWrites writes = new TaskWrites(store, turns::add);
    CompletableFuture<Void> first =
        writes.save(AGENT, Instant.EPOCH, Instant.EPOCH, task(TaskState.SUBMITTED));
    CompletableFuture<Void> second =
        writes.save(AGENT, Instant.EPOCH, Instant.EPOCH, task(TaskState.COMPLETED));
    assertThat(first).isNotDone();
    assertThat(turns).hasSize(1);
    turns.remove().run();
    assertThat(first).isCompleted();
    assertThat(second).isCompleted();
    assertThat(store.find(AGENT, ID).orElseThrow().task()).isEqualTo(task(TaskState.COMPLETED));
    assertThat(writes.save(AGENT, Instant.EPOCH, Instant.EPOCH, task(TaskState.COMPLETED)))
        .isNotDone();
    assertThat(turns).hasSize(1);
  }

  @Test
  void aServerThatStopsStillWrites() throws IOException {
    TaskStore store = new TaskRoom(data, Map.of()).store;
    TaskWrites writes =
        new TaskWrites(
            store,
            work -> {
              throw new RejectedExecutionException();
            });
    assertThat(writes.save(AGENT, Instant.EPOCH, Instant.EPOCH, task(TaskState.COMPLETED)))
        .isCompleted();
    assertThat(store.find(AGENT, ID)).isPresent();
  }
}
