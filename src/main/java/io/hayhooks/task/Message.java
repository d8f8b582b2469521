// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What somebody said at once. What is absent is null or empty. */
public record Message(
    String messageId,
    String contextId,
    String taskId,
    Role role,
    List<Part> parts,
    ObjectNode metadata,
    List<String> extensions,
    List<String> referenceTaskIds) {
  public Message {
    contextId = contextId == null || contextId.isEmpty() ? null : contextId;
    taskId = taskId == null || taskId.isEmpty() ? null : taskId;
    parts = parts == null ? List.of() : List.copyOf(parts);
    extensions = extensions == null ? List.of() : List.copyOf(extensions);
    referenceTaskIds = referenceTaskIds == null ? List.of() : List.copyOf(referenceTaskIds);
  }

  /** The same as part of a task. */
  Message in(String context, String task) {
    return new Message(
        messageId, context, task, role, parts, metadata, extensions, referenceTaskIds);
  }
}
