// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A task as it is kept.
 *
 * @param server which server works on it, as long as one does
 */
record TaskRecord(String agent, String server, Instant created, Instant updated, Task task) {
  TaskRecord {
    requireNonNull(agent, "agent is null");
    requireNonNull(server, "server is null");
    requireNonNull(created, "created is null");
    requireNonNull(updated, "updated is null");
    requireNonNull(task, "task is null");
  }

  /** As it is when its server ended with the task unfinished. */
  TaskRecord abandoned() {
    String reason = "The server ended while it worked on this task; send the message again";
    TaskStatus failed =
        TaskStatus.at(updated, TaskState.FAILED, AgentMessages.of(task, task.id(), reason));
    return new TaskRecord(agent, server, created, updated, task.with(failed));
  }
}
