// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How a task is.
 *
 * @param message what the agent says of it, or null
 * @param timestamp since when, in ISO 8601, or null
 */
public record TaskStatus(TaskState state, Message message, String timestamp) {
  public TaskStatus {
    requireNonNull(state, "state is null");
  }

  static TaskStatus at(Instant since, TaskState state, Message message) {
    return new TaskStatus(state, message, since.truncatedTo(ChronoUnit.MICROS).toString());
  }
}
