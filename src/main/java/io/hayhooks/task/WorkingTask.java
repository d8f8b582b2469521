// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A task from a message until it rests. What happens is a list that only grows, through which
 * everybody who follows the task goes at their own pace; so slow followers cost no memory. That it
 * rests is told when it is stored so. A piece is told when the next one is known, as the last one
 * must say that it is.
 */
public final class WorkingTask {
  private static final String ARTIFACT = "response";

  /** Where tasks are kept, and by which clock. */
  interface Keeper {
    Instant now();

    /** Done when it is kept. */
    CompletableFuture<Void> keep(String agent, Instant created, Instant updated, Task task);
  }

  private final String agent;
  private final Instant created;
  private final Keeper keeper;
  private final String artifactId = UUID.randomUUID().toString();
  private final CompletableFuture<Void> kept;
  private final CompletableFuture<Task> rest = new CompletableFuture<>();
  private final Set<Runnable> followers = ConcurrentHashMap.newKeySet();
  private final List<TaskEvent> events = new ArrayList<>(); // guarded by this
  private final List<Part> parts = new ArrayList<>(); // guarded by this
  private Task task; // guarded by this; without the parts until it is settled
  private Part held; // guarded by this
  private long room; // guarded by this
  private boolean settled; // guarded by this
  private boolean over; // guarded by this
  private volatile Runnable stop = () -> {};

  /**
   * Begins with a submitted task.
   *
   * @param room bytes that it may still say
   */
  WorkingTask(String agent, Instant created, Task task, long room, Keeper keeper) {
    this.agent = requireNonNull(agent, "agent is null");
    this.created = requireNonNull(created, "created is null");
    this.task = requireNonNull(task, "task is null");
    this.room = room;
    this.keeper = requireNonNull(keeper, "keeper is null");
    events.add(task);
    Instant now = keeper.now();
    kept = keeper.keep(agent, created, now, task);
    TaskStatus working = TaskStatus.at(now, TaskState.WORKING, null);
    this.task = task.with(working);
    events.add(new StatusUpdate(task.id(), task.contextId(), working));
  }

  String agent() {
    return agent;
  }

  /** As it was submitted. */
  public Task submitted() {
    return (Task) event(0);
  }

  /** Done when the submitted task is stored. */
  public CompletableFuture<Task> kept() {
    return kept.thenApply(nothing -> submitted());
  }

  /** The task when it rests; cancelling this is of no consequence. */
  public CompletableFuture<Task> rest() {
    return rest.copy();
  }

  /** As it is now. */
  public synchronized Task snapshot() {
    return settled || parts.isEmpty() ? task : task.with(artifact(parts));
  }

  /** Everything that happens, from the submitted task on. */
  public TaskFeed feed() {
    return new TaskFeed(Optional.empty(), Optional.of(this), 0);
  }

  /** The task as it is now, then everything that happens. */
  synchronized TaskFeed feedFromNow() {
    return new TaskFeed(Optional.of(snapshot()), Optional.of(this), events.size());
  }

  /** Says what ends the work; done at once if nobody wants it any more. */
  void onStop(Runnable newStop) {
    stop = newStop;
    if (isSettled()) {
      newStop.run();
    }
  }

  /** Adds a piece of the answer; whether more is wanted. */
  boolean say(Part part, int size) {
    synchronized (this) {
      if (settled) {
        return false;
      }
      room -= size;
      if (room >= 0) {
        flush(false);
        held = part;
      }
    }
    if (hasRoom()) {
      announce();
      return true;
    }
    abort(
        TaskState.FAILED,
        "The task is larger than HAYHOOKS_A2A_MAX_TASK_SIZE allows; what was said before is kept");
    return false;
  }

  private synchronized boolean hasRoom() {
    return room >= 0;
  }

  /**
   * Lets it rest, unless it does already.
   *
   * @param words what the agent says of that, or null
   */
  boolean settle(TaskState state, String words) {
    Instant now = keeper.now();
    Task end;
    synchronized (this) {
      if (settled) {
        return false;
      }
      settled = true;
      end = end(state, now, words);
    }
    announce();
    CompletionStage<Void> stored = keeper.keep(agent, created, now, end);
    stored.thenRun(() -> publish(end));
    return true;
  }

  /** As {@link #settle}, and ends the work on it. */
  boolean abort(TaskState state, String words) {
    boolean first = settle(state, words);
    if (first) {
      stop.run();
    }
    return first;
  }

  private Task end(TaskState state, Instant now, String words) {
    boolean whole = state == TaskState.COMPLETED || state == TaskState.INPUT_REQUIRED;
    if (state == TaskState.COMPLETED && held == null && parts.isEmpty()) {
      held = Part.text("");
    }
    flush(whole);
    // a question and the artifact before it share an id, which tells what was said in one go
    String id = state == TaskState.INPUT_REQUIRED ? artifactId : UUID.randomUUID().toString();
    Message message = words == null ? null : AgentMessages.of(task, id, words);
    Task said = parts.isEmpty() ? task : task.with(artifact(parts));
    task = said.with(TaskStatus.at(now, state, message));
    return task;
  }

  private void flush(boolean last) {
    if (held != null) {
      Artifact piece = artifact(List.of(held));
      boolean append = !parts.isEmpty();
      events.add(new ArtifactUpdate(task.id(), task.contextId(), piece, append, last));
      parts.add(held);
      held = null;
    }
  }

  private Artifact artifact(List<Part> said) {
    return new Artifact(artifactId, ARTIFACT, said);
  }

  private void publish(Task end) {
    synchronized (this) {
      events.add(new StatusUpdate(end.id(), end.contextId(), end.status()));
      over = true;
    }
    announce();
    rest.complete(end);
  }

  private void announce() {
    followers.forEach(Runnable::run);
  }

  synchronized boolean isSettled() {
    return settled;
  }

  /** What happened as the {@code index}th thing; null when that is still to come. */
  synchronized TaskEvent event(int index) {
    return index < events.size() ? events.get(index) : null;
  }

  /** Whether nothing is to come from {@code index} on. */
  synchronized boolean isOver(int index) {
    return over && index == events.size();
  }

  void follow(Runnable follower) {
    followers.add(follower);
  }

  void unfollow(Runnable follower) {
    followers.remove(follower);
  }
}
