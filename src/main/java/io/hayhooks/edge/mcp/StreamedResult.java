// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.Bytes;
import io.hayhooks.pipeline.RunChunk;
import io.hayhooks.pipeline.RunStream;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;

/**
 * Joins a stream into one result. A client that wants progress hears of each piece of text, and no
 * more pieces are made than it takes.
 */
final class StreamedResult implements Flow.Subscriber<RunChunk> {
  private static final int WINDOW = 32;
  private static final int STEP = WINDOW / 2;

  private final ToolCall call;
  private final long maxSize;
  private final MonoSink<ByteBuffer> sink;
  private final PieceReader pieces;
  private final Bytes all = new Bytes(256);
  private final AtomicInteger taken = new AtomicInteger();
  private volatile Flow.Subscription subscription;
  // the rest is confined to the stream's callbacks, which come one after the other
  private long size;
  private int count;
  private boolean failed;

  private StreamedResult(
      ToolCall call, PieceReader pieces, long maxSize, MonoSink<ByteBuffer> sink) {
    this.call = requireNonNull(call, "call is null");
    this.pieces = requireNonNull(pieces, "pieces is null");
    this.maxSize = maxSize;
    this.sink = requireNonNull(sink, "sink is null");
  }

  /** All of a stream; cancelling it cancels the stream. */
  static Mono<ByteBuffer> of(ToolCall call, RunStream stream, long maxSize) {
    PieceReader pieces = PieceReader.of(stream.head().contentType());
    return Mono.create(
        sink -> stream.chunks().subscribe(new StreamedResult(call, pieces, maxSize, sink)));
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    sink.onCancel(newSubscription::cancel);
    newSubscription.request(WINDOW);
  }

  @Override
  public void onNext(RunChunk chunk) {
    if (failed) {
      return;
    }
    size += chunk.data().remaining();
    if (size > maxSize) {
      failed = true;
      subscription.cancel();
      sink.error(FileContents.tooLarge("The stream", maxSize));
      return;
    }
    ByteBuffer piece = pieces.read(chunk.data());
    all.put(piece);
    tell(pieces.text(piece));
  }

  private void tell(String text) {
    if (text.isEmpty() || call.progressToken().isEmpty()) {
      more();
      return;
    }
    count++;
    call.progress(count, text).subscribe(nothing -> {}, failure -> more(), this::more);
  }

  private void more() {
    if (taken.incrementAndGet() % STEP == 0) {
      subscription.request(STEP);
    }
  }

  @Override
  public void onError(Throwable failure) {
    sink.error(failure);
  }

  @Override
  public void onComplete() {
    sink.success(all.toBuffer());
  }
}
