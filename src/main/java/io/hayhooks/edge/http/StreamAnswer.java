// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunChunk;
import io.hayhooks.pipeline.SharedWork;
import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends chunks as they come, in one write and one flush for all that wait, and asks for more only
 * when the client took what it got. A chunk that comes after a pause is written on the thread that
 * brings it; chunks in quick succession wait for a turn and go out together. Callbacks come on the
 * container's threads and heartbeats on a scheduler's; it is {@link SharedWork}, so nothing here is
 * locked and nobody waits.
 */
final class StreamAnswer implements Flow.Subscriber<RunChunk>, WriteEvents {
  private static final int WINDOW = 64;
  private static final int BATCH = 32 * 1024;
  private static final long QUICK_NANOS = 1_000_000;

  /** What becomes of the connection. */
  interface Connection {
    /** The first bytes follow. */
    void begin();

    /** Everything was sent. */
    void complete();

    /** The stream failed before anything was sent, so there can be a proper error answer. */
    void refuse(ServerException failure);

    /** The stream failed, and its form has no words for that. */
    void cut(ServerException failure);

    /** The client left. */
    void gone();
  }

  private final ServletOutputStream out;
  private final StreamForm form;
  private final Connection connection;
  private final Turns turns;
  private final Queue<RunChunk> queue = new ConcurrentLinkedQueue<>();
  private final SharedWork work = new SharedWork(this::step);
  private final AtomicBoolean turnTaken = new AtomicBoolean();
  private volatile boolean open;
  private volatile boolean complete;
  private volatile ServerException failure;
  private volatile boolean gone;
  private volatile boolean silent;
  private volatile long lastWrite = System.nanoTime();
  private volatile Flow.Subscription subscription;
  // the rest is confined to the thread that does the work
  private final Bytes buffer = new Bytes(1024);
  private int taken;
  private boolean begun;
  private boolean flushDue;
  private Runnable finale;
  private boolean ended;

  StreamAnswer(ServletOutputStream out, StreamForm form, Connection connection, Turns turns) {
    this.out = requireNonNull(out, "out is null");
    this.form = requireNonNull(form, "form is null");
    this.connection = requireNonNull(connection, "connection is null");
    this.turns = requireNonNull(turns, "turns is null");
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    subscription = newSubscription;
    newSubscription.request(WINDOW);
    work.ask();
  }

  @Override
  public void onNext(RunChunk chunk) {
    queue.add(chunk);
    if (System.nanoTime() - lastWrite > QUICK_NANOS) {
      work.ask();
    } else if (turnTaken.compareAndSet(false, true)) {
      turns.add(this::takeTurn);
    }
  }

  private void takeTurn() {
    turnTaken.set(false);
    work.ask();
  }

  @Override
  public void onError(Throwable throwable) {
    failure = known(throwable);
    onComplete();
  }

  @Override
  public void onComplete() {
    complete = true;
    work.ask();
  }

  @Override
  public void writePossible() {
    open = true;
    work.ask();
  }

  @Override
  public void clientGone() {
    gone = true;
    work.ask();
  }

  /** Says something that clients skip if nothing was sent for {@code nanos}. */
  void beat(long nanos) {
    if (System.nanoTime() - lastWrite >= nanos) {
      silent = true;
      work.ask();
    }
  }

  private void step() {
    if (ended) {
      cancel();
      return;
    }
    try {
      if (gone) {
        end(connection::gone);
      } else if (open) {
        send();
      }
    } catch (IOException e) {
      end(connection::gone);
    }
  }

  private void send() throws IOException {
    while (!ended && out.isReady()) {
      if (flushDue) {
        flushDue = false;
        out.flush();
      } else if (finale != null) {
        end(finale);
      } else if (fill()) {
        write();
      } else if (finale == null) {
        return;
      }
    }
  }

  private void write() throws IOException {
    if (!begun) {
      begun = true;
      connection.begin();
    }
    flushDue = true;
    lastWrite = System.nanoTime();
    if (buffer.length() > 0) {
      out.write(buffer.array(), 0, buffer.length());
    }
    if (taken >= WINDOW / 2) {
      int count = taken;
      taken = 0;
      subscription.request(count);
    }
  }

  /** Puts what waits into the buffer; whether it is to be written. */
  private boolean fill() {
    buffer.clear();
    boolean last = complete;
    try {
      last = takeChunks() && last;
    } catch (RuntimeException e) {
      failure = known(e);
      last = true;
    }
    if (last) {
      return close();
    }
    boolean beat = silent && buffer.length() == 0;
    silent = false;
    if (beat) {
      form.heartbeat(buffer);
    }
    return buffer.length() > 0 || (beat && !begun);
  }

  /** Whether no chunk is left. */
  private boolean takeChunks() {
    while (buffer.length() < BATCH) {
      RunChunk chunk = queue.poll();
      if (chunk == null) {
        return true;
      }
      taken++;
      form.chunk(chunk, buffer);
    }
    return false;
  }

  private boolean close() {
    ServerException reason = failure;
    if (reason == null) {
      form.end(buffer);
      finale = connection::complete;
      return buffer.length() > 0 || !begun;
    }
    if (!begun && buffer.length() == 0) {
      finale = () -> connection.refuse(reason);
      return false;
    }
    form.failure(reason, buffer);
    finale = form.tellsFailures() ? connection::complete : () -> connection.cut(reason);
    return true;
  }

  private void end(Runnable how) {
    ended = true;
    cancel();
    how.run();
  }

  private void cancel() {
    queue.clear();
    Flow.Subscription current = subscription;
    if (current != null && !complete) {
      current.cancel();
    }
  }

  private static ServerException known(Throwable throwable) {
    return throwable instanceof ServerException exception
        ? exception
        : new ServerException(
            ErrorCode.INTERNAL_ERROR, "The stream broke off; the server's log says why", throwable);
  }
}
