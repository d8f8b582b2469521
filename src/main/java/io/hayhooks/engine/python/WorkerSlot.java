// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.engine.python.wire.Ready;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.WorkerStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A worker's place in a pool. Once its first worker was ready, it is filled anew whenever a worker
 * is lost. A worker that shall go serves until the next one is ready, and finishes its calls then.
 */
final class WorkerSlot {
  private static final Logger LOGGER = Logger.getLogger(WorkerSlot.class.getName());

  /** One start may fail for a reason that is not the pipeline's; calls wait for the next. */
  private static final int STARTS_TO_WAIT_FOR = 2;

  /** Between two attempts to replace a worker that serves. */
  private static final long PAUSE_NANOS = 10_000_000_000L;

  /** Who wants to know what becomes of a slot; told without any lock. */
  interface Listener {
    /** The slot has a worker that takes calls. */
    void ready();

    /** The slot has none, and its next one could not load, or is far away. */
    void unavailable(ServerException reason);
  }

  private final Subject subject;
  private final Supplier<Worker> starter;
  private final RestartBackoff backoff; // guarded by this
  private final WorkerThreads threads;
  private final Listener listener;
  private final Set<Worker> leaving = new HashSet<>(); // guarded by this
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private volatile Worker worker;
  private volatile ServerException refusal;
  private Worker next; // this and the following: guarded by this
  private long nextAttempt = System.nanoTime();
  private boolean supervised;
  private boolean stopping;
  private int restarts;
  private int failedStarts;
  private String lastError;

  /**
   * Makes an empty slot.
   *
   * @param starter starts a process for each worker that is needed
   */
  WorkerSlot(
      Subject subject,
      Supplier<Worker> starter,
      RestartBackoff backoff,
      WorkerThreads threads,
      Listener listener) {
    this.subject = requireNonNull(subject, "subject is null");
    this.starter = requireNonNull(starter, "starter is null");
    this.backoff = requireNonNull(backoff, "backoff is null");
    this.threads = requireNonNull(threads, "threads is null");
    this.listener = requireNonNull(listener, "listener is null");
  }

  /** Starts the first worker. */
  CompletableFuture<Ready> start() {
    Worker first = starter.get();
    synchronized (this) {
      worker = first;
      if (stopping) {
        first.kill();
      }
    }
    watch(first);
    return first.ready();
  }

  /** The worker, if there is one that takes calls. */
  Optional<Worker> worker() {
    return Optional.ofNullable(worker).filter(Worker::isReady);
  }

  /** Why calls should not wait for this slot, if they should not. */
  Optional<ServerException> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** Workers that finish their calls while another one serves in their place. */
  synchronized List<Worker> leaving() {
    return List.copyOf(leaving);
  }

  /** Starts a worker that takes over from the present one, which then finishes its calls. */
  void replace(String reason) {
    synchronized (this) {
      long now = System.nanoTime();
      if (stopping || next != null || worker().isEmpty() || now - nextAttempt < 0) {
        return;
      }
      nextAttempt = now + PAUSE_NANOS;
      LOGGER.info("A worker of %s is replaced: %s".formatted(subject, reason));
      lastError = "Replaced: " + reason;
      next = starter.get();
    }
    watch(next);
  }

  /** Whether a worker starts here. */
  synchronized boolean isStarting() {
    return next != null || (worker != null && !worker.isReady() && refusal == null);
  }

  /** Takes no further call and lets the workers finish; done when they are gone. */
  CompletableFuture<Void> drain() {
    return end(Worker::drain);
  }

  /** Ends the workers now; done when they are gone. */
  CompletableFuture<Void> kill() {
    return end(Worker::kill);
  }

  private CompletableFuture<Void> end(Consumer<Worker> how) {
    List<Worker> last;
    synchronized (this) {
      stopping = true;
      last = new ArrayList<>(leaving);
      Optional.ofNullable(worker).ifPresent(last::add);
      Optional.ofNullable(next).ifPresent(last::add);
    }
    last.forEach(how);
    var unused =
        CompletableFuture.allOf(
                last.stream()
                    .map(one -> one.ended().toCompletableFuture())
                    .toArray(CompletableFuture<?>[]::new))
            .thenRun(() -> gone.complete(null));
    return gone;
  }

  synchronized WorkerStatus status() {
    WorkerState state = worker == null ? WorkerState.STARTING : worker.state();
    boolean alive = worker != null && !state.isTerminal();
    return new WorkerStatus(
        alive ? worker.pid() : -1,
        state.name().toLowerCase(Locale.ROOT),
        worker == null ? 0 : worker.use().calls(),
        restarts,
        alive ? ResidentMemory.of(worker.pid()).orElse(0) : 0,
        worker == null ? 0 : worker.use().served(),
        lastError);
  }

  private void watch(Worker one) {
    var unusedReady = one.ready().thenRun(() -> ready(one));
    var unusedEnded =
        one.ended().thenAccept(end -> ended(one, end, !one.ready().isCompletedExceptionally()));
  }

  private void ready(Worker one) {
    Worker old = null;
    synchronized (this) {
      supervised = true;
      failedStarts = 0;
      refusal = null;
      backoff.ready();
      if (one.equals(next)) {
        old = worker;
        worker = one;
        next = null;
        if (!old.state().isTerminal()) {
          leaving.add(old);
        }
      }
    }
    if (old != null) {
      old.drain();
    }
    listener.ready();
  }

  private void ended(Worker one, WorkerEnd end, boolean wasReady) {
    ServerException error = null;
    boolean hopeless;
    synchronized (this) {
      if (leaving.remove(one) || stopping || !supervised) {
        return;
      }
      lastError = end.withOutput();
      failedStarts += wasReady ? 0 : 1;
      if (one.equals(next)) {
        next = null; // the present one goes on; whoever wanted it replaced will ask again
      } else if (next == null) {
        error = lost(end);
      } else {
        worker = next; // is on its way already
        next = null;
      }
      hopeless = refusal != null || failedStarts >= STARTS_TO_WAIT_FOR;
    }
    LOGGER.warning(end.reason());
    if (error != null && hopeless) {
      listener.unavailable(error);
    }
  }

  private ServerException lost(WorkerEnd end) {
    Duration delay = backoff.lost();
    ServerException error =
        Unavailable.because(
            "%s has no live worker. %s".formatted(subject.first(), end.reason()), delay);
    refusal = delay.compareTo(RestartBackoff.LONGEST_WAIT) > 0 ? error : null;
    try {
      var unused = threads.after(delay, this::restart);
    } catch (RejectedExecutionException | IllegalStateException e) {
      LOGGER.log(Level.FINE, "No restart of a worker of " + subject + " as the server stops", e);
      refusal = Unavailable.stopped(subject);
    }
    return error;
  }

  private void restart() {
    Worker fresh;
    synchronized (this) {
      if (stopping) {
        return;
      }
      refusal = null;
      restarts++;
      try {
        fresh = starter.get();
        worker = fresh;
      } catch (RuntimeException e) { // root of a scheduled task: it must lead to the next attempt
        lastError = String.valueOf(e.getMessage());
        fresh = null;
      }
    }
    if (fresh == null) {
      ServerException error;
      synchronized (this) {
        error = lost(new WorkerEnd(lastError, ""));
      }
      listener.unavailable(error);
    } else {
      watch(fresh);
    }
  }
}
