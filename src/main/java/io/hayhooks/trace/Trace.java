// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.CallTrace;
import io.hayhooks.pipeline.RunHead;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One call's trace while it happens and after. What the worker says is kept as it came, and read
 * when somebody looks: most traces nobody ever looks at.
 */
final class Trace implements CallTrace {
  private static final int MAX_BYTES = 256 * 1024;

  private final TraceStart start;
  private final TraceContext context;
  private final long startEpoch; // nanoseconds since 1970
  private final Consumer<Trace> onChange;
  private final List<byte[]> payloads =
      new ArrayList<>(0); // this and the following: guarded by this
  private int bytes;
  private boolean truncated;
  private RunHead stream;
  private long nanos = -1;
  private String outcome = "";
  private Optional<ServerException> failure = Optional.empty();

  Trace(TraceStart start, Consumer<Trace> onChange) {
    this.start = requireNonNull(start, "start is null");
    this.onChange = requireNonNull(onChange, "onChange is null");
    context = TraceContext.next(start.parent(), start.state());
    long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    startEpoch = now - (System.nanoTime() - start.arrival());
  }

  TraceStart start() {
    return start;
  }

  TraceContext context() {
    return context;
  }

  long startEpoch() {
    return startEpoch;
  }

  @Override
  public boolean isOn() {
    return true;
  }

  @Override
  public String parent() {
    return context.header();
  }

  @Override
  public String state() {
    return context.state();
  }

  @Override
  public String requestId() {
    return start.requestId();
  }

  @Override
  public synchronized void streams(RunHead head) {
    stream = head;
  }

  @Override
  public void spans(ByteBuffer payload) {
    synchronized (this) {
      if (bytes + payload.remaining() > MAX_BYTES) {
        truncated = true;
        return;
      }
      bytes += payload.remaining();
      byte[] copy = new byte[payload.remaining()]; // the frame is a part of something larger
      payload.duplicate().get(copy);
      payloads.add(copy);
    }
    onChange.accept(this);
  }

  @Override
  public void ended(String how, Optional<ServerException> why) {
    synchronized (this) {
      if (nanos >= 0) {
        return;
      }
      nanos = System.nanoTime() - start.arrival();
      outcome = how;
      failure = why;
    }
    onChange.accept(this);
  }

  /** How it is now. */
  synchronized TraceMoment moment() {
    return new TraceMoment(
        nanos >= 0,
        nanos >= 0 ? nanos : System.nanoTime() - start.arrival(),
        outcome,
        failure,
        Optional.ofNullable(stream),
        List.copyOf(payloads),
        truncated);
  }
}
