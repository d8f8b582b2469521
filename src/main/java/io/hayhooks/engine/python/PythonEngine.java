// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.BundledFiles;
import io.hayhooks.config.PoolConfig;
import io.hayhooks.config.WorkerConfig;
import io.hayhooks.engine.python.environment.PythonEnvironment;
import io.hayhooks.engine.python.environment.PythonEnvironments;
import io.hayhooks.engine.python.environment.WorkerPackage;
import io.hayhooks.engine.python.wire.Load;
import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.PipelineEngine;
import io.hayhooks.pipeline.Revision;
import io.hayhooks.pipeline.RunStatus;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
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
  private static final long TICK = 100;

  private final WorkerConfig config;
  private final PoolConfig poolConfig;
  private final MeterRegistry meters;
  private final PythonEnvironments environments;
  private final WorkerPackage workerPackage;
  private final WorkerThreads threads;
  private final Nurseries nurseries;
  private final Future<?> ticks;
  private final SocketDirectory sockets = new SocketDirectory();
  private final Set<WorkerPool> pools = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** The engine of a server. */
  @Inject
  public PythonEngine(
      WorkerConfig config,
      PoolConfig poolConfig,
      MeterRegistry meters,
      ManagedScheduledExecutorService scheduler,
      ManagedThreadFactory threadFactory) {
    this(config, poolConfig, new BundledFiles("/python"), meters, scheduler, threadFactory);
  }

  /**
   * An engine on any threads.
   *
   * @param bundle the worker package with its {@code requirements.txt}
   */
  public PythonEngine(
      WorkerConfig config,
      PoolConfig poolConfig,
      BundledFiles bundle,
      MeterRegistry meters,
      ScheduledExecutorService scheduler,
      ThreadFactory threadFactory) {
    this.config = requireNonNull(config, "config is null");
    this.poolConfig = requireNonNull(poolConfig, "poolConfig is null");
    this.meters = requireNonNull(meters, "meters is null");
    environments = new PythonEnvironments(config.environments(), bundle, scheduler);
    workerPackage = new WorkerPackage(config.dataDirectory(), bundle);
    threads = new WorkerThreads(threadFactory, scheduler);
    nurseries = new Nurseries(threads);
    ticks = scheduler.scheduleWithFixedDelay(this::tick, TICK, TICK, TimeUnit.MILLISECONDS);
  }

  @Override
  public DeployedPipeline load(Revision revision) {
    refuseIfClosed();
    Starter starter = starter(revision);
    WorkerPool pool = pool(spec(revision, starter.starter()));
    pools.add(pool);
    var unused = pool.gone().thenRun(() -> forget(pool, starter));
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
    return new WorkerPool(
        spec,
        one -> Worker.start(one, threads, sockets),
        threads,
        new PoolRules(poolConfig, config.threads(), config.maxCalls(), config.drainTimeout()),
        meters);
  }

  private void forget(WorkerPool pool, Starter starter) {
    pools.remove(pool);
    starter.release().run();
  }

  /** How the workers of one pool start, and what to do when there are none any more. */
  private record Starter(WorkerStarter starter, Runnable release) {}

  private Starter starter(Revision revision) {
    Path worker = workerPackage.directory();
    PythonEnvironment environment = environments.open(revision);
    List<String> command = List.of(environment.interpreter().toString(), worker.toString());
    if (!poolConfig.forks()) {
      return new Starter(new Spawner(command), environment::close);
    }
    Nurseries.Lease lease = nurseries.lease(command);
    return new Starter(
        lease,
        () -> {
          lease.close();
          environment.close();
        });
  }

  private WorkerSpec spec(Revision revision, WorkerStarter starter) {
    Load load =
        new Load(
            revision.name().value(),
            revision.directory().toAbsolutePath().toString(),
            config.threads(),
            interruptAfter(),
            config.showTracebacks(),
            config.streamingComponents(),
            config.additionalPythonPath().map(path -> List.of(path.toString())).orElse(List.of()));
    return new WorkerSpec(
        starter,
        load,
        HELLO_TIMEOUT,
        config.loadTimeout(),
        config.drainTimeout(),
        new PoolOutput(Clock.systemUTC()),
        config.showTracebacks());
  }

  private Double interruptAfter() {
    Duration grace = poolConfig.cancelGrace();
    return grace.isZero() ? null : grace.toMillis() / 2000.0;
  }

  @Override
  public List<RunStatus> running() {
    return pools.stream().flatMap(pool -> pool.running().stream()).toList();
  }

  @Override
  public boolean cancel(String id) {
    return pools.stream().anyMatch(pool -> pool.cancel(id));
  }

  private void tick() {
    long now = System.nanoTime();
    for (WorkerPool pool : pools) {
      try {
        pool.tick(now);
      } catch (RuntimeException e) { // root of a scheduled task: the other pools need theirs
        LOGGER.log(Level.WARNING, "Could not look after a pool of workers", e);
      }
    }
  }

  /** Ends all workers: those with calls in flight get the time of a drain, all at once. */
  @PreDestroy
  public void close() {
    closed = true;
    ticks.cancel(false);
    environments.stop();
    List<WorkerPool> open = List.copyOf(pools);
    await(open.stream().map(WorkerPool::finish), config.drainTimeout());
    open.forEach(WorkerPool::stop);
    await(open.stream().map(WorkerPool::gone), KILL_TIMEOUT);
    nurseries.close();
    environments.close();
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
