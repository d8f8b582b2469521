// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.engine.python.wire.Call;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.WorkerStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** The workers that serve one revision (one, for now), and the limit on calls in flight. */
final class WorkerPool implements DeployedPipeline {
  private final String name;
  private final WorkerSlot slot;
  private final WorkerThreads threads;
  private final PoolLimits limits;
  private final AtomicInteger calls = new AtomicInteger();
  private final CompletableFuture<Void> gone = new CompletableFuture<>();
  private volatile PipelineSignature signature;

  WorkerPool(String name, WorkerSlot slot, WorkerThreads threads, PoolLimits limits) {
    this.name = requireNonNull(name, "name is null");
    this.slot = requireNonNull(slot, "slot is null");
    this.threads = requireNonNull(threads, "threads is null");
    this.limits = requireNonNull(limits, "limits is null");
  }

  /** Starts the workers and blocks until one is ready. */
  void load() {
    try {
      signature = slot.start().get();
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
    if (calls.incrementAndGet() > limits.maxCalls()) {
      calls.decrementAndGet();
      return CompletableFuture.failedFuture(
          Unavailable.because(
              "Pipeline '%s' has %d calls in flight already".formatted(name, limits.maxCalls())));
    }
    Call call = new Call(request);
    var unused = call.ended().thenRun(calls::decrementAndGet);
    slot.submit(call);
    return call.result();
  }

  @Override
  public List<WorkerStatus> workers() {
    return List.of(slot.status(calls.get()));
  }

  @Override
  public CompletionStage<Void> drain() {
    var unused = finish();
    killAfter(limits.drainTimeout());
    return gone;
  }

  /** As {@link #drain()}, but whoever calls it looks after the time it takes. */
  CompletionStage<Void> finish() {
    var unused = slot.drain().thenRun(() -> gone.complete(null));
    return gone;
  }

  @Override
  public void stop() {
    var unused = slot.kill().thenRun(() -> gone.complete(null));
  }

  /** Done when no process is left, after a drain or a stop. */
  CompletionStage<Void> gone() {
    return gone;
  }

  private void killAfter(Duration timeout) {
    try {
      var unused = threads.after(timeout, this::stop);
    } catch (RejectedExecutionException | IllegalStateException e) {
      stop(); // the server stops: nobody would kill the worker later
    }
  }
}
