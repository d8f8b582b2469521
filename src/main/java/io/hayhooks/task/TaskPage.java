// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * Some of the tasks that were asked for, the latest change first.
 *
 * @param nextPageToken what to ask for the next ones with; empty when these are the last
 * @param totalSize how many there are on all pages
 */
public record TaskPage(List<Task> tasks, String nextPageToken, int totalSize) {
  public TaskPage {
    tasks = List.copyOf(tasks);
    requireNonNull(nextPageToken, "nextPageToken is null");
  }
}
