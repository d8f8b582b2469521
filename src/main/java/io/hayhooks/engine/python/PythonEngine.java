// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.BundledFiles;
import io.hayhooks.config.WorkerConfig;
import io.hayhooks.engine.python.environment.PythonEnvironment;
import io.hayhooks.engine.python.environment.PythonEnvironments;
import io.hayhooks.engine.python.environment.WorkerPackage;
import io.hayhooks.engine.python.wire.Load;
import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.PipelineEngine;
import io.hayhooks.pipeline.Revision;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** Loads Python pipelines: each gets workers of its own, which end with this engine. */
@Singleton
public final class PythonEngine implements PipelineEngine {
  private static final Logger LOGGER = Logger.getLogger(PythonEngine.class.getName());

  /** Until a new process reports it has imported next to nothing; many may start at once. */
  private static final Duration HELLO_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration KILL_TIMEOUT = Duration.ofSeconds(2);

  private final WorkerConfig config;
  private final PythonEnvironments environments;
  private final WorkerPackage workerPackage;
  private final WorkerThreads threads;
  private final SocketDirectory sockets = new SocketDirectory();
  private final Set<WorkerPool> pools = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** The engine of a server. */
  @Inject
  public PythonEngine(
      WorkerConfig config,
      ManagedScheduledExecutorService scheduler,
      ManagedThreadFactory threadFactory) {
    this(config, new BundledFiles("/python"), scheduler, threadFactory);
  }

  /**
   * An engine on any threads.
   *
   * @param bundle the worker package with its {@code requirements.txt}
   */
  public PythonEngine(
      WorkerConfig config,
      BundledFiles bundle,
      ScheduledExecutorService scheduler,
      ThreadFactory threadFactory) {
    this.config = requireNonNull(config, "config is null");
    environments = new PythonEnvironments(config.environments(), bundle, scheduler);
    workerPackage = new WorkerPackage(config.dataDirectory(), bundle);
    threads = new WorkerThreads(threadFactory, scheduler);
  }

  @Override
  public DeployedPipeline load(Revision revision) {
    refuseIfClosed();
    Path worker = workerPackage.directory();
    PythonEnvironment environment = environments.open(revision);
    WorkerPool pool = pool(spec(revision, environment.interpreter(), worker));
    pools.add(pool);
    var unused = pool.gone().thenRun(() -> pools.remove(pool)).thenRun(environment::close);
    try {
      refuseIfClosed(); // again: whoever closed before the pool was there does not see it
      pool.load();
      return pool;
    } catch (RuntimeException e) {
      pool.stop();
      throw e;
    }
  }

  private void refuseIfClosed() {
    if (closed) {
      throw Unavailable.because("The server stops");
    }
  }

  private WorkerPool pool(WorkerSpec spec) {
    WorkerSlot slot =
        new WorkerSlot(
            spec.name(), () -> Worker.start(spec, threads, sockets), new RestartBackoff(), threads);
    return new WorkerPool(
        spec.name(), slot, threads, new PoolLimits(config.maxCalls(), config.drainTimeout()));
  }

  private WorkerSpec spec(Revision revision, Path interpreter, Path worker) {
    Load load =
        new Load(
            revision.name().value(),
            revision.directory().toAbsolutePath().toString(),
            config.threads(),
            config.showTracebacks(),
            config.streamingComponents(),
            config.additionalPythonPath().map(path -> List.of(path.toString())).orElse(List.of()));
    return new WorkerSpec(
        List.of(interpreter.toString(), worker.toString()),
        load,
        HELLO_TIMEOUT,
        config.loadTimeout(),
        config.drainTimeout(),
        config.showTracebacks());
  }

  /** Ends all workers: those with calls in flight get the time of a drain, all at once. */
  @PreDestroy
  public void close() {
    closed = true;
    environments.close();
    List<WorkerPool> open = List.copyOf(pools);
    await(open.stream().map(WorkerPool::finish), config.drainTimeout());
    open.forEach(WorkerPool::stop);
    await(open.stream().map(WorkerPool::gone), KILL_TIMEOUT);
    sockets.delete();
  }

  private static void await(Stream<CompletionStage<Void>> stages, Duration timeout) {
    CompletableFuture<?>[] futures =
        stages.map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(futures).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOGGER.log(Level.FINE, "Some workers still run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
