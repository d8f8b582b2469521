// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Who wants to be told of which task: a file beside the task's, which goes with it. */
@Singleton
final class PushStore {
  private static final int MOST = 16;

  private final TaskStore tasks;

  @Inject
  PushStore(TaskStore tasks) {
    this.tasks = requireNonNull(tasks, "tasks is null");
  }

  /** The file beside a task's. */
  static Path beside(Path task) {
    return task.resolveSibling(task.getFileName() + ".push");
  }

  /** Whether anybody wants to be told. */
  boolean has(String agent, Task task) {
    return Files.exists(beside(tasks.file(agent, task)));
  }

  List<PushConfig> of(String agent, Task task) throws IOException {
    return read(beside(tasks.file(agent, task)));
  }

  /** Adds one, in the place of one with the same id. */
  synchronized void add(String agent, Task task, PushConfig config) throws IOException {
    Path file = beside(tasks.file(agent, task));
    List<PushConfig> configs = new ArrayList<>(read(file));
    configs.removeIf(known -> known.id().equals(config.id()));
    if (configs.size() == MOST) {
      throw new ServerException(
          ErrorCode.INVALID_REQUEST,
          "A task may have %d push notification configurations".formatted(MOST));
    }
    configs.add(config);
    write(file, configs);
  }

  synchronized void delete(String agent, Task task, String id) throws IOException {
    Path file = beside(tasks.file(agent, task));
    List<PushConfig> configs = new ArrayList<>(read(file));
    if (configs.removeIf(known -> known.id().equals(id))) {
      write(file, configs);
    }
  }

  private static List<PushConfig> read(Path file) throws IOException {
    try {
      return List.of(TaskJson.MAPPER.readValue(Files.readAllBytes(file), PushConfig[].class));
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static void write(Path file, List<PushConfig> configs) throws IOException {
    if (configs.isEmpty()) {
      Files.deleteIfExists(file);
      return;
    }
    Files.createDirectories(file.getParent());
    Path draft = file.resolveSibling(UUID.randomUUID() + ".tmp");
    try {
      Files.write(draft, TaskJson.MAPPER.writeValueAsBytes(configs));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}
