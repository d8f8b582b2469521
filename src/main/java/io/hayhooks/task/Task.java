// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/** What an agent was asked for, how that is, and what came of it. */
public record Task(
    String id, String contextId, TaskStatus status, List<Artifact> artifacts, List<Message> history)
    implements TaskEvent {
  public Task {
    requireNonNull(id, "id is null");
    requireNonNull(contextId, "contextId is null");
    requireNonNull(status, "status is null");
    artifacts = artifacts == null ? List.of() : List.copyOf(artifacts);
    history = history == null ? List.of() : List.copyOf(history);
  }

  Task with(TaskStatus newStatus) {
    return new Task(id, contextId, newStatus, artifacts, history);
  }

  Task with(Artifact artifact) {
    List<Artifact> more = new ArrayList<>(artifacts);
    more.add(artifact);
    return new Task(id, contextId, status, more, history);
  }

  /** Begun anew by a further message; what the agent had asked becomes part of the history. */
  Task continuedBy(Message message) {
    List<Message> longer = new ArrayList<>(history);
    if (status.message() != null) {
      longer.add(status.message());
    }
    longer.add(message.in(contextId, id));
    TaskStatus submitted = new TaskStatus(TaskState.SUBMITTED, null, null);
    return new Task(id, contextId, submitted, artifacts, longer);
  }

  /** With no more than the last messages of the history. */
  public Task withHistory(int length) {
    List<Message> last = history.subList(Math.max(0, history.size() - length), history.size());
    return new Task(id, contextId, status, artifacts, last);
  }

  public Task withoutArtifacts() {
    return new Task(id, contextId, status, List.of(), history);
  }
}
