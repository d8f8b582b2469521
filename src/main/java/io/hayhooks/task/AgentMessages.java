// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import java.util.List;

/** What an agent says of a task. */
final class AgentMessages {
  private AgentMessages() {}

  static Message of(Task task, String messageId, String text) {
    return new Message(
        messageId,
        task.contextId(),
        task.id(),
        Role.AGENT,
        List.of(Part.text(text)),
        null,
        List.of(),
        List.of());
  }
}
