// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.RunChunk;
import io.hayhooks.task.Task;
import io.hayhooks.task.TaskEvent;
import io.hayhooks.task.TaskFeed;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.function.UnaryOperator;

/** What happens to a task, as JSON-RPC answers for the writer of streams. */
record RpcEvents(TaskFeed feed, RpcAnswer answer, UnaryOperator<Task> cut)
    implements Flow.Publisher<RunChunk> {
  RpcEvents {
    requireNonNull(feed, "feed is null");
    requireNonNull(answer, "answer is null");
    requireNonNull(cut, "cut is null");
  }

  @Override
  public void subscribe(Flow.Subscriber<? super RunChunk> subscriber) {
    feed.subscribe(
        new Flow.Subscriber<TaskEvent>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscriber.onSubscribe(subscription);
          }

          @Override
          public void onNext(TaskEvent event) {
            subscriber.onNext(chunk(event));
          }

          @Override
          public void onError(Throwable failure) {
            subscriber.onError(failure);
          }

          @Override
          public void onComplete() {
            subscriber.onComplete();
          }
        });
  }

  private RunChunk chunk(TaskEvent event) {
    TaskEvent shown = event instanceof Task task ? cut.apply(task) : event;
    byte[] json = answer.whole(answer.dialect().event(shown));
    return new RunChunk(RunChunk.Kind.BYTES, ByteBuffer.wrap(json));
  }
}
