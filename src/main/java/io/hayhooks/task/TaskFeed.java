// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.Flow;

/**
 * What a follower of a task gets. Ends when the task rests; a follower that leaves changes nothing
 * for the task.
 *
 * @param first what to begin with
 * @param task what to follow; empty when nothing more will happen
 * @param next where among the task's events
 */
public record TaskFeed(Optional<Task> first, Optional<WorkingTask> task, int next)
    implements Flow.Publisher<TaskEvent> {
  public TaskFeed {
    requireNonNull(first, "first is null");
    requireNonNull(task, "task is null");
  }

  @Override
  public void subscribe(Flow.Subscriber<? super TaskEvent> subscriber) {
    new TaskFollower(this, subscriber).begin();
  }
}
