// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.Deadline;
import java.util.Optional;

/**
 * A message to an agent, and what its sender says of it.
 *
 * @param size bytes that it takes
 * @param deadline when the work on it must have ended
 * @param push where to tell that it has
 */
public record Assignment(Message message, long size, Deadline deadline, Optional<PushConfig> push) {
  public Assignment {
    requireNonNull(message, "message is null");
    requireNonNull(deadline, "deadline is null");
    requireNonNull(push, "push is null");
  }

  /** Whether no disk need be touched before the work begins. */
  boolean isPlain() {
    return message.taskId() == null && message.contextId() == null && push.isEmpty();
  }
}
