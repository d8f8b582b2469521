// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.Causes;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.CallTrace;
import io.hayhooks.pipeline.Deadline;
import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.RunFile;
import io.hayhooks.pipeline.RunHead;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.RunStream;
import io.hayhooks.run.Deadlines;
import io.hayhooks.run.Run;
import io.hayhooks.trace.Tag;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** One request, answered once, later, by whichever thread has the answer; no thread waits. */
public final class Exchange implements AsyncListener {
  private static final Logger LOG = Logger.getLogger(Exchange.class.getName());

  private final HttpServletRequest request;
  private final HttpServletResponse response;
  private final AsyncContext context;
  private final Exchanges exchanges;
  private final AtomicBoolean answered = new AtomicBoolean();
  private final AtomicBoolean completed = new AtomicBoolean();
  private final long arrival = System.nanoTime();
  private final Queue<Runnable> endings = new ConcurrentLinkedQueue<>();
  private volatile CompletableFuture<?> awaited;
  private volatile WriteEvents writing;

  Exchange(HttpServletRequest request, HttpServletResponse response, Exchanges exchanges) {
    this.request = requireNonNull(request, "request is null");
    this.response = requireNonNull(response, "response is null");
    this.exchanges = requireNonNull(exchanges, "exchanges is null");
    context = request.startAsync(request, response);
    context.setTimeout(0);
    context.addListener(this);
    endings.add(exchanges.clients().watch(request, this::leave));
  }

  public HttpServletRequest request() {
    return request;
  }

  /**
   * When the call must have ended.
   *
   * @throws ServerException {@code INVALID_REQUEST} when the request names no time
   */
  public Deadline deadline() {
    Optional<String> wanted = Optional.ofNullable(request.getHeader(Deadlines.HEADER));
    return exchanges.deadlines().of(arrival, wanted);
  }

  /** Begins the trace of a run that the request asks for. */
  public CallTrace trace(String span, String pipeline, Tag... tags) {
    return exchanges
        .traces()
        .begin(() -> RequestFacts.traceStart(context, arrival, span, pipeline, tags));
  }

  /** All header fields of the request, repeated ones as often as they came. */
  public List<Header> headers() {
    return RequestFacts.headers(request);
  }

  /** Reads the whole body, then goes on with it. */
  public void withBody(Consumer<ByteBuffer> then) {
    await(BodyReader.read(request, exchanges.maxBodySize()), then);
  }

  /** Goes on with what a run gives; the answer will tell which run it was. */
  public void await(Run run, Consumer<RunResult> then) {
    response.setHeader(Run.HEADER, run.id());
    await(run.result(), then);
  }

  /** Goes on with a result once it is there; the future is cancelled when the client leaves. */
  public <T> void await(CompletableFuture<T> future, Consumer<T> then) {
    awaited = future;
    if (completed.get()) {
      future.cancel(true);
    }
    CompletionStage<T> stage = future;
    stage.whenComplete(
        (value, failure) -> {
          if (failure != null) {
            fail(failure);
          } else {
            guarded(() -> then.accept(value));
          }
        });
  }

  /** Does {@code ending} once the exchange has ended, however it ends. */
  public void atEnd(Runnable ending) {
    endings.add(ending);
    if (completed.get()) {
      runEndings();
    }
  }

  /** Lets the connection end with the answer, which must not have begun. */
  public void closeConnection() {
    response.setHeader("Connection", "close");
  }

  /** Answers with everything at once. */
  public void answer(RunHead head, ByteBuffer body) {
    if (answered.compareAndSet(false, true)) {
      write(whole(head, body));
    }
  }

  /** Answers with a stream, written in {@code form}. */
  public void stream(RunStream stream, StreamForm form) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    StreamConnection connection =
        new StreamConnection(this, response, stream.head(), form.tellsFailures());
    StreamAnswer answer = new StreamAnswer(out(), form, connection, exchanges.turns());
    exchanges.heartbeats().add(answer);
    stream.chunks().subscribe(answer); // first, so that it can be cancelled if nobody is there
    write(answer);
  }

  /** Answers with a file, or the part of it that the client asks for. */
  public void file(RunFile file) {
    if (!answered.compareAndSet(false, true)) {
      return;
    }
    FileHead head = new FileHead(request, response, file.head());
    FileAnswer answer =
        new FileAnswer(
            file,
            head,
            out(),
            exchanges.fileTurns(),
            new FileAnswer.Connection() {
              @Override
              public void complete() {
                Exchange.this.complete();
              }

              @Override
              public void refuse(ServerException failure) {
                answerInstead(failure);
              }
            });
    file.rest().subscribe(answer);
    write(answer);
  }

  /** Answers with an error, or ends an answer that has begun as far as it still can. */
  public void fail(Throwable failure) {
    Throwable cause = Causes.of(failure);
    if (cause instanceof ClientGoneException || cause instanceof CancellationException) {
      complete();
    } else if (answered.compareAndSet(false, true)) {
      write(error(cause));
    } else {
      LOG.log(Level.WARNING, "An answer that had begun failed", cause);
      leave();
      complete();
    }
  }

  /** Answers with an error what was to be a stream, of which nothing was sent so far. */
  void answerInstead(ServerException failure) {
    try {
      writing = error(failure);
      writing.writePossible();
    } catch (IOException e) {
      complete();
    }
  }

  private WholeAnswer error(Throwable failure) {
    ErrorAnswer error = exchanges.errors().of(failure);
    if (error.status() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE) {
      closeConnection(); // what is still to come is not read
    }
    return whole(error.head(), ByteBuffer.wrap(Json.bytes(error.body())));
  }

  private WholeAnswer whole(RunHead head, ByteBuffer body) {
    ResponseHead.write(head, response);
    response.setContentLengthLong(body.remaining());
    return new WholeAnswer(out(), body, this::complete);
  }

  private ServletOutputStream out() {
    try {
      return response.getOutputStream();
    } catch (IOException e) {
      throw new IllegalStateException("The response has no output", e);
    }
  }

  private void write(WriteEvents events) {
    writing = events;
    out()
        .setWriteListener(
            new WriteListener() {
              @Override
              public void onWritePossible() throws IOException {
                writing.writePossible();
              }

              @Override
              public void onError(Throwable failure) {
                leave();
              }
            });
  }

  private void guarded(Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /** Ends the exchange. */
  void complete() {
    if (writing instanceof StreamAnswer stream) {
      exchanges.heartbeats().remove(stream);
    }
    if (completed.compareAndSet(false, true)) {
      try {
        context.complete();
      } catch (IllegalStateException e) {
        LOG.log(Level.FINE, "The server ended the exchange before", e);
      }
      runEndings();
    }
  }

  @Override
  public void onComplete(AsyncEvent event) {
    leave();
  }

  @Override
  public void onError(AsyncEvent event) {
    leave();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    leave();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}

  private void leave() {
    CompletableFuture<?> waiting = awaited;
    if (waiting != null) {
      waiting.cancel(true);
    }
    WriteEvents events = writing;
    if (events != null) {
      events.clientGone();
    }
    runEndings();
  }

  private void runEndings() {
    for (Runnable ending = endings.poll(); ending != null; ending = endings.poll()) {
      ending.run();
    }
  }
}
