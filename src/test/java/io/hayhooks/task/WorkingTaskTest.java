// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

final class WorkingTaskTest {
  private final List<CompletableFuture<Void>> kept = new ArrayList<>();
  private final WorkingTask task = begin(100);

  private WorkingTask begin(long room) {
    Task submitted =
        new Task(
            "t",
            "c",
            new TaskStatus(TaskState.SUBMITTED, null, null),
            List.of(),
            List.of(TaskRoom.says("Hi", "t", "c")));
    return new WorkingTask(
        "agent",
        Instant.EPOCH,
        submitted,
        room,
        new WorkingTask.Keeper() {
          @Override
          public Instant now() {
            return Instant.EPOCH;
          }

          @Override
          public CompletableFuture<Void> keep(
              String agent, Instant created, Instant updated, Task state) {
            CompletableFuture<Void> done = new CompletableFuture<>();
            kept.add(done);
            return done;
          }
        });
  }

  /** Somebody who follows, and what they learn, in words. */
  private static final class Follower implements Flow.Subscriber<TaskEvent> {
    private final List<String> events = new ArrayList<>();
    private Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = newSubscription;
    }

    @Override
    public void onNext(TaskEvent event) {
      events.add(inWords(event));
    }

    private static String inWords(TaskEvent event) {
      if (event instanceof ArtifactUpdate piece) {
        String flags = (piece.append() ? "+" : "") + (piece.lastChunk() ? "." : "");
        return piece.artifact().text() + flags;
      }
      TaskStatus status =
          event instanceof StatusUpdate update ? update.status() : ((Task) event).status();
      return status.state().name();
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {
      events.add("end");
    }
  }

  private static Follower follow(TaskFeed feed, long demand) {
    Follower follower = new Follower();
    feed.subscribe(follower);
    if (demand > 0) {
      follower.subscription.request(demand);
    }
    return follower;
  }

  private void say(String text) {
    assertThat(task.say(Part.text(text), text.length())).isTrue();
  }

  private void store() {
    kept.forEach(done -> done.complete(null));
  }

  @Test
  void aPieceIsToldWhenTheNextOneIsKnownAndTheLastSaysSo() {
    Follower follower = follow(task.feed(), Long.MAX_VALUE);
    say("a");
    assertThat(follower.events).containsExactly("SUBMITTED", "WORKING");
    say("b");
    assertThat(follower.events).endsWith("a");
    task.settle(TaskState.COMPLETED, null);
    store();
    assertThat(follower.events)
        .containsExactly("SUBMITTED", "WORKING", "a", "b+.", "COMPLETED", "end");
  }

  @Test
  void theEndIsToldOnceItIsStored() {
    Follower follower = follow(task.feed(), Long.MAX_VALUE);
    task.settle(TaskState.COMPLETED, null);
    assertThat(follower.events).doesNotContain("COMPLETED");
    assertThat(task.rest()).isNotDone();
    store();
    assertThat(follower.events).endsWith("COMPLETED", "end");
    assertThat(task.rest()).isCompleted();
  }

  @Test
  void whoComesLateBeginsWithTheTaskAsItIs() {
    say("a");
    say("b");
    Follower late = follow(task.feedFromNow(), Long.MAX_VALUE);
    assertThat(late.events).containsExactly("WORKING");
    task.settle(TaskState.CANCELED, null);
    store();
    assertThat(late.events).containsExactly("WORKING", "b+", "CANCELED", "end");
    assertThat(follow(task.feed(), Long.MAX_VALUE).events).endsWith("CANCELED", "end");
  }

  @Test
  void whoIsSlowGetsEverythingInTheirTime() {
    Follower slow = follow(task.feed(), 1);
    say("a");
    say("b");
    task.settle(TaskState.FAILED, "no");
    store();
    assertThat(slow.events).containsExactly("SUBMITTED");
    slow.subscription.request(2);
    assertThat(slow.events).containsExactly("SUBMITTED", "WORKING", "a");
    slow.subscription.request(2);
    assertThat(slow.events).endsWith("b+", "FAILED", "end");
  }

  @Test
  void whoLeavesHearsNoMoreAndStopsNothing() {
    Follower leaving = follow(task.feed(), Long.MAX_VALUE);
    boolean[] stopped = {false};
    task.onStop(() -> stopped[0] = true);
    leaving.subscription.cancel();
    say("a");
    say("b");
    task.settle(TaskState.COMPLETED, null);
    store();
    assertThat(leaving.events).containsExactly("SUBMITTED", "WORKING");
    assertThat(stopped).containsExactly(false);
  }

  @Test
  void itRestsOnce() {
    assertThat(task.abort(TaskState.CANCELED, null)).isTrue();
    assertThat(task.settle(TaskState.COMPLETED, null)).isFalse();
    assertThat(task.say(Part.text("late"), 4)).isFalse();
    assertThat(task.snapshot().status().state()).isEqualTo(TaskState.CANCELED);
    boolean[] stopped = {false};
    task.onStop(() -> stopped[0] = true);
    assertThat(stopped).containsExactly(true);
  }

  @Test
  void beyondItsSizeItFailsWithWhatWasSaidBefore() {
    boolean[] stopped = {false};
    task.onStop(() -> stopped[0] = true);
    say("x".repeat(60));
    assertThat(task.say(Part.text("y".repeat(60)), 60)).isFalse();
    store();
    Task end = task.rest().join();
    assertThat(end.status().state()).isEqualTo(TaskState.FAILED);
    assertThat(end.artifacts()).extracting(Artifact::text).containsExactly("x".repeat(60));
    assertThat(stopped).containsExactly(true);
  }
}
