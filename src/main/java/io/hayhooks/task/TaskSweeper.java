// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.TasksConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Deletes tasks that have expired or are too many; a file's time is that of the task's last change.
 * It looks from time to time, so there may be a tenth more for a while. One that is being worked on
 * comes back with its end.
 */
@Singleton
final class TaskSweeper {
  private static final Logger LOG = Logger.getLogger(TaskSweeper.class.getName());
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final Duration DRAFTS_AGE = Duration.ofHours(1);

  private record Kept(Path file, Instant changed) {}

  private static final class Pause {
    private final Instant since;
    private int writes;

    Pause(Instant since) {
      this.since = since;
    }
  }

  private final Path directory;
  private final Duration expiry;
  private final int most;
  private final Clock clock;
  private final Map<Path, Pause> pauses = new HashMap<>(); // confined to whoever writes tasks

  @Inject
  TaskSweeper(TasksConfig config) {
    this(config, Clock.systemUTC());
  }

  TaskSweeper(TasksConfig config, Clock clock) {
    directory = requireNonNull(config, "config is null").directory();
    expiry = config.expiry();
    most = config.kept();
    this.clock = requireNonNull(clock, "clock is null");
  }

  /** A task was written into {@code home}; the first time, all other agents' are looked at, too. */
  void written(Path home) throws IOException {
    if (pauses.isEmpty()) {
      sweepAll();
    }
    Instant now = clock.instant();
    Pause pause = pauses.computeIfAbsent(home, key -> new Pause(now));
    pause.writes++;
    if (pause.writes > most / 10 || pause.since.plus(LONGEST_PAUSE).isBefore(now)) {
      pauses.put(home, new Pause(now));
      sweep(home, now);
    }
  }

  private void sweepAll() throws IOException {
    try (DirectoryStream<Path> homes = Files.newDirectoryStream(directory, Files::isDirectory)) {
      for (Path home : homes) {
        sweep(home, clock.instant());
      }
    }
  }

  private void sweep(Path home, Instant now) throws IOException {
    List<Kept> kept = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(home, "*.{json,tmp}")) {
      for (Path file : files) {
        Instant changed = Files.getLastModifiedTime(file).toInstant();
        if (file.toString().endsWith(".json")) {
          kept.add(new Kept(file, changed));
        } else if (changed.plus(DRAFTS_AGE).isBefore(now)) {
          delete(file);
        }
      }
    }
    kept.sort(Comparator.comparing(Kept::changed).reversed());
    for (int i = 0; i < kept.size(); i++) {
      boolean expired = !expiry.isZero() && !kept.get(i).changed().plus(expiry).isAfter(now);
      if (i >= most || expired) {
        delete(kept.get(i).file());
        delete(PushStore.beside(kept.get(i).file()));
      }
    }
  }

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "An old task could not be deleted: " + file, e);
    }
  }
}
