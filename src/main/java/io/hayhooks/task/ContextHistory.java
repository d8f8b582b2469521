// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What was said before in a context: by tasks that brought an answer, or a part of one. */
final class ContextHistory {
  private static final int MOST_TASKS = 100;

  private ContextHistory() {}

  /**
   * The tasks in the context of {@code present}, without that one, in the order in which they
   * began; the oldest are left out beyond so many bytes.
   */
  static List<Task> of(TaskStore store, String agent, Task present, long maxSize)
      throws IOException {
    List<TaskRecord> found = new ArrayList<>();
    long room = maxSize;
    for (TaskHead head : store.heads(agent, present.contextId())) {
      room -= size(head);
      if (room < 0 || found.size() == MOST_TASKS) {
        break;
      }
      Optional<TaskRecord> read = store.read(head);
      read.filter(record -> speaks(record.task(), present)).ifPresent(found::add);
    }
    Collections.sort(found, (a, b) -> a.created().compareTo(b.created()));
    return found.stream().map(TaskRecord::task).toList();
  }

  private static long size(TaskHead head) throws IOException {
    return Files.exists(head.file()) ? Files.size(head.file()) : 0;
  }

  private static boolean speaks(Task task, Task present) {
    TaskState state = task.status().state();
    return task.contextId().equals(present.contextId())
        && !task.id().equals(present.id())
        && (state == TaskState.INPUT_REQUIRED
            || (state.isTerminal() && !task.artifacts().isEmpty()));
  }
}
