// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;

/** What of a stored task can be known without reading all of it. */
record TaskHead(
    String id,
    String agent,
    String server,
    Instant created,
    Instant updated,
    String contextId,
    TaskState state,
    Path file) {
  /** The latest change first. */
  static final Comparator<TaskHead> LATEST_FIRST =
      Comparator.comparing(TaskHead::updated).thenComparing(TaskHead::id).reversed();

  TaskHead {
    requireNonNull(id, "id is null");
    requireNonNull(agent, "agent is null");
    requireNonNull(server, "server is null");
    requireNonNull(created, "created is null");
    requireNonNull(updated, "updated is null");
    requireNonNull(contextId, "contextId is null");
    requireNonNull(state, "state is null");
    requireNonNull(file, "file is null");
  }

  /** Not worked on any more, since its server is gone. */
  TaskHead abandoned() {
    return new TaskHead(id, agent, server, created, updated, contextId, TaskState.FAILED, file);
  }
}
