// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.engine.python.wire.Call;
import io.hayhooks.engine.python.wire.Ready;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.OutputLine;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.RunStatus;
import io.hayhooks.pipeline.WorkerStatus;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;

/** The workers that serve one revision. */
final class WorkerPool implements DeployedPipeline, WorkerKeeper {
  private final String name;
  private final PoolOutput output;
  private final WorkerThreads threads;
  private final PoolRules rules;
  private final WorkerSlots slots;
  private final Dispatcher dispatcher;
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private volatile PipelineSignature signature;

  /**
   * Makes a pool without workers.
   *
   * @param starter starts a process for each worker that is needed
   */
  WorkerPool(
      WorkerDuty duty,
      Supplier<Worker> starter,
      WorkerThreads threads,
      PoolRules rules,
      MeterRegistry meters) {
    name = duty.subject().name();
    output = duty.output();
    this.threads = requireNonNull(threads, "threads is null");
    this.rules = requireNonNull(rules, "rules is null");
    slots = new WorkerSlots(Subject.pipeline(name), starter, threads, rules, new SlotListener());
    dispatcher = new Dispatcher(name, slots, rules, new PoolMeters(meters, name));
  }

  /** Starts the workers and blocks until as many as the pool keeps are ready. */
  void load() {
    Ready ready = await(slots.startFirst());
    DeclaredGroup.check(Optional.empty(), ready);
    signature = ready.signature();
    for (CompletableFuture<Ready> further : slots.resize(PoolSize.of(ready, rules.config()))) {
      await(further);
    }
    dispatcher.open(ready.threaded() ? rules.threads() : rules.maxCalls());
  }

  private Ready await(CompletableFuture<Ready> ready) {
    try {
      return ready.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof ServerException error
          ? error
          : new ServerException(ErrorCode.INTERNAL_ERROR, "Loading failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Unavailable.because("Loading pipeline '%s' was interrupted".formatted(name));
    }
  }

  @Override
  public PipelineSignature signature() {
    return signature;
  }

  @Override
  public CompletableFuture<RunResult> run(RunRequest request) {
    Call call = new Call(request);
    dispatcher.submit(call);
    return call.result();
  }

  @Override
  public List<OutputLine> output() {
    return output.lines();
  }

  @Override
  public List<WorkerStatus> workers() {
    return slots.status();
  }

  @Override
  public int waiting() {
    return dispatcher.waiting();
  }

  @Override
  public Optional<String> workerGroup() {
    return Optional.empty();
  }

  @Override
  public List<RunStatus> running() {
    return dispatcher.running();
  }

  @Override
  public boolean cancel(String id) {
    return dispatcher.cancel(id);
  }

  @Override
  public void tick(long now) {
    List<Worker> leaving = slots.leaving(); // first: they get no further calls
    dispatcher.tick(now);
    leaving.stream()
        .filter(worker -> worker.use().calls() > 0 && dispatcher.allStuck(worker, now))
        .forEach(Worker::kill); // it has nothing to lose
    slots.tick(now, dispatcher.inFlight());
  }

  @Override
  public CompletionStage<Void> drain() {
    var unused = finish();
    try {
      var unusedTimer = threads.after(rules.drainTimeout(), this::stop);
    } catch (RejectedExecutionException | IllegalStateException e) {
      stop(); // the server stops: nobody would kill the workers later
    }
    return gone;
  }

  /** As {@link #drain()}, but whoever calls it looks after the time it takes. */
  @Override
  public CompletionStage<Void> finish() {
    var unused =
        dispatcher.close().thenCompose(done -> slots.drain()).thenRun(() -> gone.complete(null));
    return gone;
  }

  @Override
  public void stop() {
    dispatcher.refuse();
    var unused = slots.kill().thenRun(() -> gone.complete(null));
  }

  /** Done when no process is left, after a drain or a stop. */
  @Override
  public CompletionStage<Void> gone() {
    return gone;
  }

  private final class SlotListener implements WorkerSlot.Listener {
    @Override
    public void ready() {
      dispatcher.dispatch();
    }

    @Override
    public void unavailable(ServerException reason) {
      if (!slots.anyReady()) {
        dispatcher.failWaiting(reason);
      }
    }
  }
}
