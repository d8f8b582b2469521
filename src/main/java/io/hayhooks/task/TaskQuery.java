// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/**
 * Which tasks are wanted, and how much of them.
 *
 * @param pageToken where the page before ended
 * @param historyLength how many of the last messages; empty: all
 */
public record TaskQuery(
    Optional<String> contextId,
    Optional<TaskState> state,
    Optional<Instant> changedAfter,
    int pageSize,
    Optional<String> pageToken,
    Optional<Integer> historyLength,
    boolean includeArtifacts) {
  public TaskQuery {
    requireNonNull(contextId, "contextId is null");
    requireNonNull(state, "state is null");
    requireNonNull(changedAfter, "changedAfter is null");
    requireNonNull(pageToken, "pageToken is null");
    requireNonNull(historyLength, "historyLength is null");
  }

  boolean wants(ListedTask task) {
    return contextId.map(task.contextId()::equals).orElse(true)
        && state.map(task.state()::equals).orElse(true)
        && changedAfter.map(after -> !task.updated().isBefore(after)).orElse(true);
  }

  Task cut(Task task) {
    Task recent = historyLength.map(task::withHistory).orElse(task);
    return includeArtifacts ? recent : recent.withoutArtifacts();
  }
}
