// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;

/** Where tasks of other agents are kept, how many, how long and how large. */
@Singleton
public final class TasksConfig {
  private static final int MOST = 1_000_000;

  private final Path directory;
  private final Duration expiry;
  private final int kept;
  private final long maxSize;

  @Inject
  public TasksConfig(Settings settings) {
    directory = settings.path("HAYHOOKS_DATA_DIR").resolve("tasks");
    expiry = settings.duration("HAYHOOKS_A2A_TASKS_EXPIRY");
    kept = settings.number("HAYHOOKS_A2A_TASKS_KEPT", 1, MOST);
    maxSize = settings.bytes("HAYHOOKS_A2A_MAX_TASK_SIZE");
  }

  /** Where tasks are kept. */
  public Path directory() {
    return directory;
  }

  /** How long a task is kept after its last change; zero: until there are too many. */
  public Duration expiry() {
    return expiry;
  }

  /** How many tasks of each agent are kept. */
  public int kept() {
    return kept;
  }

  /** Bytes of what a task is told and says, together. */
  public long maxSize() {
    return maxSize;
  }
}
