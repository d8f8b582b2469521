// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunChunk;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The chunks of one call, for one subscriber. What the subscriber requests becomes credit of the
 * worker; requests that come close together, and those that find the worker still well provided,
 * travel as one frame. All fields but {@code requested} are confined to the connection's thread,
 * and all signals are sent on it.
 */
final class CallStream implements Flow.Publisher<RunChunk> {
  private static final Logger LOGGER = Logger.getLogger(CallStream.class.getName());
  private static final int MAX_CREDIT = Integer.MAX_VALUE;

  private final CallLink link;
  private final AtomicLong requested = new AtomicLong();
  private Flow.Subscriber<? super RunChunk> subscriber;
  private boolean taken;
  private boolean ended;
  private ServerException error;
  private long pending;
  private long outstanding;

  CallStream(CallLink link) {
    this.link = requireNonNull(link, "link is null");
  }

  @Override
  public void subscribe(Flow.Subscriber<? super RunChunk> newcomer) {
    requireNonNull(newcomer, "subscriber is null");
    link.execute(() -> attach(newcomer));
  }

  void chunk(RunChunk chunk) throws ProtocolException {
    if (outstanding == 0) {
      throw new ProtocolException("a stream sent more chunks than it was asked for");
    }
    outstanding--;
    if (subscriber != null) {
      signal(() -> subscriber.onNext(chunk));
      grant();
    }
  }

  void complete() {
    ended = true;
    signalEnd();
  }

  void fail(ServerException cause) {
    ended = true;
    error = cause;
    signalEnd();
  }

  private void attach(Flow.Subscriber<? super RunChunk> newcomer) {
    if (taken) {
      refuse(newcomer);
      return;
    }
    taken = true;
    subscriber = newcomer;
    signal(() -> newcomer.onSubscribe(new Demand()));
    signalEnd();
  }

  private static void refuse(Flow.Subscriber<? super RunChunk> newcomer) {
    newcomer.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long count) {}

          @Override
          public void cancel() {}
        });
    newcomer.onError(
        new ServerException(ErrorCode.INTERNAL_ERROR, "The stream has a subscriber already"));
  }

  private void signalEnd() {
    Flow.Subscriber<? super RunChunk> receiver = subscriber;
    if (!ended || receiver == null) {
      return;
    }
    subscriber = null;
    signal(error == null ? receiver::onComplete : () -> receiver.onError(error));
  }

  /** A subscriber that throws is treated as one that cancels: its stream ends, no other's. */
  private void signal(Runnable signal) {
    try {
      signal.run();
    } catch (RuntimeException e) {
      LOGGER.log(Level.WARNING, "A subscriber failed; its call is cancelled", e);
      cancel();
    }
  }

  private void grant() {
    pending = saturatedSum(pending, requested.getAndSet(0));
    long credit = Math.min(pending, MAX_CREDIT - outstanding);
    boolean provided = credit < outstanding;
    if (ended || subscriber == null || provided || credit == 0) {
      return;
    }
    pending -= credit;
    outstanding += credit;
    link.credit((int) credit);
  }

  private void cancel() {
    subscriber = null;
    link.cancel();
  }

  private void refuseRequest() {
    if (subscriber != null) {
      fail(new ServerException(ErrorCode.INTERNAL_ERROR, "A subscriber must request at least 1"));
      link.cancel();
    }
  }

  private static long saturatedSum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
  }

  /** What the subscriber holds; used by any thread. */
  private final class Demand implements Flow.Subscription {
    @Override
    public void request(long count) {
      if (count <= 0) {
        link.execute(CallStream.this::refuseRequest);
      } else if (requested.getAndAccumulate(count, CallStream::saturatedSum) == 0) {
        link.execute(CallStream.this::grant);
      }
    }

    @Override
    public void cancel() {
      link.execute(CallStream.this::cancel);
    }
  }
}
