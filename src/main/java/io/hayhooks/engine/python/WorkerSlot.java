// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.engine.python.wire.Call;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.WorkerStatus;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A worker's place in a pool. Once its first worker was ready, it is filled anew whenever a worker
 * is lost. Calls that come while the next worker starts are held for it; while none is about to
 * start they are refused.
 */
final class WorkerSlot {
  private static final Logger LOGGER = Logger.getLogger(WorkerSlot.class.getName());

  /** Calls are held through shorter waits, and refused during longer ones. */
  private static final Duration LONGEST_HOLD = Duration.ofSeconds(2);

  private final String name;
  private final Supplier<Worker> starter;
  private final RestartBackoff backoff; // guarded by this
  private final WorkerThreads threads;
  private final Set<Call> held = new LinkedHashSet<>(); // guarded by this
  private volatile Worker worker;
  private boolean supervised; // this and the following: guarded by this
  private boolean stopping;
  private ServerException refusal;
  private int restarts;
  private String lastError;

  /**
   * Makes an empty slot.
   *
   * @param starter starts a process for each worker that is needed
   */
  WorkerSlot(String name, Supplier<Worker> starter, RestartBackoff backoff, WorkerThreads threads) {
    this.name = requireNonNull(name, "name is null");
    this.starter = requireNonNull(starter, "starter is null");
    this.backoff = requireNonNull(backoff, "backoff is null");
    this.threads = requireNonNull(threads, "threads is null");
  }

  /** Starts the first worker. */
  CompletableFuture<PipelineSignature> start() {
    Worker first = starter.get();
    if (!fill(first)) {
      return CompletableFuture.failedFuture(stopped());
    }
    return first.ready();
  }

  /** Starts a call now, or holds it for the next worker. */
  void submit(Call call) {
    Worker current = worker;
    if (current != null && current.submit(call)) {
      return;
    }
    hold(call)
        .ifPresentOrElse(
            call::fail,
            () -> {
              var unused = call.ended().thenRun(() -> release(call));
            });
  }

  /** Takes no further call and lets the worker finish; done when it is gone. */
  CompletionStage<?> drain() {
    return end(Worker::drain);
  }

  /** Ends the worker now; done when it is gone. */
  CompletionStage<?> kill() {
    return end(Worker::kill);
  }

  private CompletionStage<?> end(Consumer<Worker> how) {
    Optional<Worker> last = stopHolding();
    last.ifPresent(how);
    return last.<CompletionStage<?>>map(Worker::ended)
        .orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  synchronized WorkerStatus status(int calls) {
    WorkerState state = worker == null ? WorkerState.STARTING : worker.state();
    return new WorkerStatus(
        worker == null || state.isTerminal() ? -1 : worker.pid(),
        state.name().toLowerCase(Locale.ROOT),
        calls,
        restarts,
        lastError);
  }

  private boolean fill(Worker next) {
    synchronized (this) {
      worker = next;
      if (stopping) {
        next.kill();
        return false;
      }
    }
    var unusedReady = next.ready().thenRun(this::ready);
    var unusedEnded =
        next.ended().thenAccept(end -> lost(end, !next.ready().isCompletedExceptionally()));
    return true;
  }

  private void ready() {
    Set<Call> waiting;
    synchronized (this) {
      supervised = true;
      backoff.ready();
      waiting = takeHeld();
      if (restarts > 0) {
        LOGGER.info("Pipeline '%s' has a worker again".formatted(name));
      }
    }
    waiting.forEach(this::submit);
  }

  private void lost(WorkerEnd end, boolean wasReady) {
    Set<Call> refused = Set.of();
    ServerException error;
    synchronized (this) {
      if (stopping || !supervised) {
        return;
      }
      lastError = end.withOutput();
      Duration delay = backoff.lost();
      error =
          Unavailable.because(
              "Pipeline '%s' has no live worker. %s".formatted(name, end.reason()), delay);
      refusal = delay.compareTo(LONGEST_HOLD) > 0 ? error : null;
      if (refusal != null || !wasReady) {
        refused = takeHeld();
      }
      scheduleRestart(delay);
    }
    LOGGER.warning(end.reason());
    refused.forEach(call -> call.fail(error));
  }

  private void scheduleRestart(Duration delay) {
    try {
      var unused = threads.after(delay, this::restart);
    } catch (RejectedExecutionException | IllegalStateException e) {
      LOGGER.log(Level.FINE, "No restart of a worker of " + name + " as the server stops", e);
      refusal = stopped();
    }
  }

  private void restart() {
    synchronized (this) {
      if (stopping) {
        return;
      }
      refusal = null;
      restarts++;
    }
    try {
      fill(starter.get());
    } catch (RuntimeException e) { // root of a scheduled task: it must lead to the next attempt
      lost(new WorkerEnd(String.valueOf(e.getMessage()), ""), false);
    }
  }

  private synchronized Optional<ServerException> hold(Call call) {
    if (stopping) {
      return Optional.of(stopped());
    }
    if (refusal == null) {
      held.add(call);
    }
    return Optional.ofNullable(refusal);
  }

  private synchronized void release(Call call) {
    held.remove(call);
  }

  private Optional<Worker> stopHolding() {
    Set<Call> refused;
    synchronized (this) {
      stopping = true;
      refused = takeHeld();
    }
    refused.forEach(call -> call.fail(stopped()));
    return Optional.ofNullable(worker);
  }

  private Set<Call> takeHeld() {
    Set<Call> taken = new LinkedHashSet<>(held);
    held.clear();
    return taken;
  }

  private ServerException stopped() {
    return Unavailable.because("Pipeline '%s' was stopped".formatted(name));
  }
}
