// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Makes pages of stored tasks and of those that are being worked on. */
final class TaskList {
  private final TaskStore store;
  private final List<WorkingTask> working;

  TaskList(TaskStore store, List<WorkingTask> working) {
    this.store = requireNonNull(store, "store is null");
    this.working = List.copyOf(working);
  }

  TaskPage page(String agent, TaskQuery query) throws IOException {
    List<ListedTask> wanted = all(agent).stream().filter(query::wants).toList();
    Optional<ListedTask> before = query.pageToken().map(ListedTask::at);
    List<ListedTask> rest =
        wanted.stream()
            .filter(
                task ->
                    before.map(end -> ListedTask.LATEST_FIRST.compare(task, end) > 0).orElse(true))
            .toList();
    List<ListedTask> page = rest.subList(0, Math.min(query.pageSize(), rest.size()));
    List<Task> tasks = new ArrayList<>();
    for (ListedTask task : page) {
      task.source().read().map(query::cut).ifPresent(tasks::add);
    }
    String next = page.size() == rest.size() ? "" : page.get(page.size() - 1).token();
    return new TaskPage(tasks, next, wanted.size());
  }

  private List<ListedTask> all(String agent) throws IOException {
    List<ListedTask> all = new ArrayList<>();
    working.forEach(task -> all.add(listed(task)));
    Set<String> known = all.stream().map(ListedTask::id).collect(Collectors.toSet());
    for (TaskHead head : store.heads(agent)) {
      if (!known.contains(head.id())) {
        all.add(listed(head));
      }
    }
    all.sort(ListedTask.LATEST_FIRST);
    return all;
  }

  private static ListedTask listed(WorkingTask working) {
    Task task = working.snapshot();
    return new ListedTask(
        task.id(),
        task.contextId(),
        task.status().state(),
        Instant.parse(task.status().timestamp()),
        () -> Optional.of(task));
  }

  private ListedTask listed(TaskHead head) {
    return new ListedTask(
        head.id(),
        head.contextId(),
        head.state(),
        head.updated(),
        () -> store.read(head).map(TaskRecord::task));
  }
}
