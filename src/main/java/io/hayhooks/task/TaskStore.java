// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.TasksConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;

/**
 * Tasks on disk: a directory for each agent, in it a file for each task, {@code <id>.<hash of the
 * context>.json}. The disk alone is the truth, so several servers may share it. A task whose server
 * is gone without having finished it counts as failed. All methods touch the disk.
 */
@Singleton
final class TaskStore {
  private static final Logger LOG = Logger.getLogger(TaskStore.class.getName());
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final int HASH_BYTES = 16;
  private static final int ID_LENGTH = 36;

  private final Path directory;
  private final TaskServers servers;
  private final TaskSweeper sweeper;

  @Inject
  TaskStore(TasksConfig config, TaskServers servers, TaskSweeper sweeper) {
    directory = requireNonNull(config, "config is null").directory();
    this.servers = requireNonNull(servers, "servers is null");
    this.sweeper = requireNonNull(sweeper, "sweeper is null");
  }

  /** Keeps a task in the place of what was known of it before. */
  void write(String agent, Instant created, Instant updated, Task task) throws IOException {
    Path file = file(agent, task);
    Files.createDirectories(file.getParent());
    String server = task.status().state().isAtRest() ? "" : servers.own();
    TaskFile.write(new TaskRecord(agent, server, created, updated, task), file);
    sweeper.written(file.getParent());
  }

  /** Where a task is, or would be. */
  Path file(String agent, Task task) {
    return home(agent).resolve(task.id() + "." + hash(task.contextId()) + ".json");
  }

  Optional<TaskRecord> find(String agent, String id) throws IOException {
    if (!ID.matcher(id).matches()) {
      return Optional.empty(); // so nobody else's text becomes part of a pattern
    }
    for (Path file : files(agent, id + ".*.json")) {
      Optional<TaskRecord> found = read(file);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The agent's tasks, the latest change first. */
  List<TaskHead> heads(String agent) throws IOException {
    return heads(files(agent, "*.json"));
  }

  /** The agent's tasks in a context, likewise. */
  List<TaskHead> heads(String agent, String contextId) throws IOException {
    return heads(files(agent, "*." + hash(contextId) + ".json"));
  }

  Optional<TaskRecord> read(TaskHead head) throws IOException {
    return read(head.file());
  }

  private List<TaskHead> heads(List<Path> files) throws IOException {
    List<TaskHead> heads = new ArrayList<>();
    for (Path file : files) {
      try {
        TaskHead head = TaskFile.head(id(file), file);
        heads.add(isAbandoned(head.state(), head.server()) ? head.abandoned() : head);
      } catch (NoSuchFileException e) {
        LOG.log(Level.FINE, "Deleted meanwhile", e);
      } catch (IOException e) {
        unreadable(file, e);
      }
    }
    heads.sort(TaskHead.LATEST_FIRST);
    return heads;
  }

  private Optional<TaskRecord> read(Path file) throws IOException {
    try {
      TaskRecord found = TaskFile.read(id(file), file);
      boolean abandoned = isAbandoned(found.task().status().state(), found.server());
      return Optional.of(abandoned ? found.abandoned() : found);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      unreadable(file, e);
      return Optional.empty();
    }
  }

  private boolean isAbandoned(TaskState state, String server) throws IOException {
    return !state.isAtRest() && !servers.isAlive(server);
  }

  private static void unreadable(Path file, IOException failure) {
    LOG.log(
        Level.WARNING,
        "A stored task cannot be read: {0}: {1}",
        new Object[] {file, failure.getMessage()});
  }

  private List<Path> files(String agent, String pattern) throws IOException {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(home(agent), pattern)) {
      found.forEach(files::add);
    } catch (NoSuchFileException e) {
      return List.of();
    }
    return files;
  }

  private static String id(Path file) {
    return file.getFileName().toString().substring(0, ID_LENGTH);
  }

  private Path home(String agent) {
    return directory.resolve(hash(agent));
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }
}
