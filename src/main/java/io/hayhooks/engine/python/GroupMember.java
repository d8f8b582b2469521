// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.engine.python.wire.Call;
import io.hayhooks.engine.python.wire.Load;
import io.hayhooks.engine.python.wire.Ready;
import io.hayhooks.error.Causes;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.OutputLine;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.WorkerStatus;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** One pipeline of a group, in one revision. */
final class GroupMember implements DeployedPipeline {
  private final WorkerGroup group;
  private final Load load;
  private final WorkerThreads threads;
  private final GroupRules rules;
  private final Dispatcher dispatcher;
  private final RestartBackoff backoff = new RestartBackoff(); // guarded by this
  private final CompletableFuture<Ready> first = new CompletableFuture<>();
  private final AtomicBoolean left = new AtomicBoolean();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private volatile PipelineSignature signature;
  private volatile ServerException refusal;
  private volatile long nextAttempt = System.nanoTime();
  private volatile boolean ending;

  GroupMember(
      WorkerGroup group, Load load, WorkerThreads threads, GroupRules rules, MeterRegistry meters) {
    this.group = requireNonNull(group, "group is null");
    this.load = requireNonNull(load, "load is null");
    this.threads = requireNonNull(threads, "threads is null");
    this.rules = requireNonNull(rules, "rules is null");
    dispatcher =
        new Dispatcher(
            load.name(), new SharedWorker(), rules.pool(), new PoolMeters(meters, load.name()));
    var unused = group.gone().thenRun(() -> gone.complete(null));
  }

  String name() {
    return load.name();
  }

  /** Its number in the group's workers. */
  int unit() {
    return load.unit();
  }

  Dispatcher dispatcher() {
    return dispatcher;
  }

  /** Whether a new worker shall load it. */
  boolean isWanted() {
    return !ending;
  }

  /** Blocks until it is loaded; it has left the group when it cannot be. */
  void load() {
    group.bringUp();
    Ready ready = await();
    try {
      DeclaredGroup.check(workerGroup(), ready);
    } catch (ServerException e) {
      stop();
      throw e;
    }
    signature = ready.signature();
    dispatcher.open(ready.threaded() ? rules.pool().threads() : rules.pool().maxCalls());
  }

  private Ready await() {
    try {
      return first.get(rules.loadTimeout().multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ServerException error
          ? error
          : new ServerException(ErrorCode.INTERNAL_ERROR, "Loading failed", e.getCause());
    } catch (TimeoutException e) {
      stop();
      throw Unavailable.because("%s has no live worker".formatted(group.subject().first()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stop();
      throw Unavailable.because("Loading pipeline '%s' was interrupted".formatted(name()));
    }
  }

  /** Loads it into a worker; what becomes of that, this member knows first. */
  CompletableFuture<Ready> loadInto(WorkerUnits units) {
    CompletableFuture<Ready> result = units.load(load);
    Future<?> timer = giveUpInTime(units);
    return result.whenComplete(
        (ready, error) -> {
          timer.cancel(false);
          if (error == null) {
            settle(ready);
          } else {
            settle(error);
          }
        });
  }

  private Future<?> giveUpInTime(WorkerUnits units) {
    ServerException tooLong =
        new ServerException(
            ErrorCode.PIPELINE_NOT_LOADABLE,
            "Pipeline '%s' did not load within %s s"
                .formatted(name(), rules.loadTimeout().toMillis() / 1000.0));
    try {
      return threads.after(rules.loadTimeout(), () -> units.giveUp(unit(), tooLong));
    } catch (RejectedExecutionException | IllegalStateException e) {
      return CompletableFuture.completedFuture(null); // the server stops
    }
  }

  /** Loads it into a worker that has others already, or tries again after a pause. */
  synchronized void loadIfMissing(WorkerUnits units) {
    if (!ending && units.lacks(unit()) && System.nanoTime() - nextAttempt >= 0) {
      var unused = loadInto(units);
    }
  }

  private void settle(Ready ready) {
    synchronized (this) {
      backoff.ready();
      refusal = null;
    }
    first.complete(ready);
    dispatcher.dispatch();
  }

  /** It could not be loaded, or its worker could not be started. */
  void settle(Throwable error) {
    Throwable cause = Causes.of(error);
    if (!first.isDone()) {
      leave(); // before anybody hears of it: no further worker shall load it
      first.completeExceptionally(loadError(cause));
      return;
    }
    ServerException reason;
    synchronized (this) {
      Duration pause = backoff.lost();
      nextAttempt = System.nanoTime() + pause.toNanos();
      reason =
          Unavailable.because(
              "Pipeline '%s' could not be loaded again. %s".formatted(name(), cause.getMessage()),
              pause);
      refusal = reason;
    }
    dispatcher.failWaiting(reason);
  }

  /** A worker that dies while it loads a pipeline says that this one cannot be loaded. */
  private static Throwable loadError(Throwable cause) {
    return cause instanceof ServerException died && died.code() == ErrorCode.WORKER_DIED
        ? new ServerException(ErrorCode.PIPELINE_NOT_LOADABLE, died.getMessage())
        : cause;
  }

  private void leave() {
    ending = true;
    if (left.compareAndSet(false, true)) {
      var unused = group.release(this).thenRun(() -> gone.complete(null));
    }
  }

  @Override
  public PipelineSignature signature() {
    return signature;
  }

  @Override
  public CompletableFuture<RunResult> run(RunRequest request) {
    Call call = new Call(request, unit());
    dispatcher.submit(call);
    return call.result();
  }

  /** That of the whole group: nobody knows which of its pipelines printed a line. */
  @Override
  public List<OutputLine> output() {
    return group.output().lines();
  }

  @Override
  public List<WorkerStatus> workers() {
    return group.workers();
  }

  @Override
  public int waiting() {
    return dispatcher.waiting();
  }

  @Override
  public Optional<String> workerGroup() {
    return Optional.of(group.subject().name());
  }

  @Override
  public CompletionStage<Void> drain() {
    var unusedQuiet = dispatcher.close().thenRun(() -> ending = true);
    var unusedIdle = dispatcher.idle().thenRun(this::leave);
    try {
      var unusedTimer = threads.after(rules.pool().drainTimeout(), dispatcher::giveUp);
    } catch (RejectedExecutionException | IllegalStateException e) {
      dispatcher.giveUp(); // the server stops
    }
    return gone;
  }

  @Override
  public void stop() {
    ending = true;
    dispatcher.giveUp();
    var unused = dispatcher.idle().thenRun(this::leave);
  }

  /** Done when it is unloaded, or its worker is gone. */
  CompletionStage<Void> gone() {
    return gone;
  }

  /** The group's worker as this member's calls see it. */
  private final class SharedWorker implements Workforce {
    @Override
    public Optional<Worker> leastLoaded(int concurrency, int dispatched) {
      return dispatched >= concurrency
          ? Optional.empty()
          : group
              .slots()
              .leastLoaded(Integer.MAX_VALUE, 0)
              .filter(worker -> worker.units().serves(unit()));
    }

    @Override
    public boolean anyReadySoon() {
      return refusal == null && group.slots().anyReadySoon();
    }

    @Override
    public Optional<ServerException> refusal() {
      ServerException own = refusal;
      return own == null ? group.slots().refusal() : Optional.of(own);
    }

    @Override
    public boolean canGrow() {
      return false;
    }

    @Override
    public void growFor(int calls) {}

    @Override
    public void replace(Worker worker, String reason) {
      group.slots().replace(worker, reason);
    }
  }
}
