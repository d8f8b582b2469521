// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

/**
 * CDI event: a task of {@code agent} came to rest, and is stored so. It comes on the thread that
 * stores tasks; observers may look at the disk, but not wait for anything else.
 */
public record TaskSettled(String agent, Task task) {
  public TaskSettled {
    requireNonNull(agent, "agent is null");
    requireNonNull(task, "task is null");
  }
}
