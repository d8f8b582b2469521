// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunAnswer;
import io.hayhooks.pipeline.RunChunk;
import io.hayhooks.pipeline.RunFile;
import io.hayhooks.pipeline.RunHead;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.RunStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * One call, from its submission to the last frame. Completing {@link #result()} from outside, by
 * cancelling it or with a timeout, cancels the call wherever it is.
 */
public final class Call {
  private static final String CANCELLED = "cancelled";

  private final RunRequest request;
  private final int unit;
  private final CompletableFuture<RunResult> result = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile CallLink link;
  private volatile long abandonedAt;
  private volatile boolean abandoned;
  private volatile String outcome = "ok";
  private volatile ServerException failure;
  private CallStream stream; // confined to the connection's thread

  public Call(RunRequest request) {
    this(request, 0);
  }

  /** A call of one of several pipelines in a worker, as {@link Load#unit()} numbers them. */
  public Call(RunRequest request, int unit) {
    this.unit = unit;
    this.request = requireNonNull(request, "request is null");
    var unused = result.whenComplete((answer, error) -> cancelIfFailed(error));
    if (request.trace().isOn()) {
      var unusedEnd = ended.thenRun(this::tellTrace);
    }
  }

  public RunRequest request() {
    return request;
  }

  int unit() {
    return unit;
  }

  /** The answer, or the opened stream. */
  public CompletableFuture<RunResult> result() {
    return result;
  }

  /** Done when the work has ended, whatever the end; for a cancelled call that may be later. */
  public CompletionStage<Void> ended() {
    return ended;
  }

  /** Ends a call that nobody shall wait for any longer: its caller gets {@code error}. */
  public void expire(ServerException error) {
    CallLink connection = link;
    outcome = name(error);
    failure = error;
    if (!result.completeExceptionally(error) && connection != null) {
      connection.execute(() -> failStream(error));
      connection.cancel();
    }
  }

  /** How it ended: {@code ok}, {@code cancelled}, or the code of the error in lower case. */
  public String outcome() {
    return outcome.equals("ok") && abandoned ? CANCELLED : outcome;
  }

  private void tellTrace() {
    boolean leftUnstarted = link == null && result.isCancelled();
    request.trace().ended(leftUnstarted ? CANCELLED : outcome(), Optional.ofNullable(failure));
  }

  private static String name(ServerException error) {
    return error.code().name().toLowerCase(Locale.ROOT);
  }

  private void failStream(ServerException error) {
    if (stream != null) {
      stream.fail(error);
    }
  }

  /** Whether the worker was told to give the call up at least {@code nanos} ago, and has not. */
  public boolean isStuck(long now, long nanos) {
    return abandoned && !ended.isDone() && now - abandonedAt >= nanos;
  }

  /** Ends the call before it was submitted, or as the connection says. */
  public void fail(ServerException error) {
    outcome = name(error);
    failure = error;
    ended.complete(null);
    if (stream == null) {
      result.completeExceptionally(error);
    } else {
      stream.fail(error);
    }
  }

  /** Starts being carried by a connection; returns false for a call that was cancelled before. */
  boolean begin(CallLink connection) {
    link = connection; // written before reading the result: a cancelling thread does the reverse
    return !result.isDone();
  }

  void answer(RunAnswer answer) {
    ended.complete(null);
    result.complete(answer);
  }

  void open(StreamHead opened) throws ProtocolException {
    if (stream != null) {
      throw new ProtocolException("a call opened two streams");
    }
    stream = new CallStream(link);
    RunHead head = opened.head();
    request.trace().streams(head);
    result.complete(
        opened
            .file()
            .<RunResult>map(file -> new RunFile(head, file, stream))
            .orElseGet(() -> new RunStream(head, stream)));
  }

  void chunk(RunChunk chunk) throws ProtocolException {
    openStream().chunk(chunk);
  }

  void end() throws ProtocolException {
    CallStream open = openStream();
    ended.complete(null);
    open.complete();
  }

  /** The worker is told to give the call up; false when it was told before. */
  boolean abandon() {
    if (abandoned) {
      return false;
    }
    abandonedAt = System.nanoTime();
    abandoned = true;
    result.cancel(false);
    return true;
  }

  /** Whether the worker was told to give the call up. */
  public boolean isAbandoned() {
    return abandoned;
  }

  /** The worker has given the call up. */
  void over() {
    ended.complete(null);
    result.cancel(false);
  }

  private CallStream openStream() throws ProtocolException {
    if (stream == null) {
      throw new ProtocolException("a call sent a piece of a stream that it did not open");
    }
    return stream;
  }

  private void cancelIfFailed(Throwable error) {
    if (error == null) {
      return;
    }
    CallLink connection = link;
    if (connection == null) {
      ended.complete(null);
    } else {
      connection.cancel();
    }
  }
}
