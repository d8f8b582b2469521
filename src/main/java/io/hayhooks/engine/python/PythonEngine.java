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
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.LoadPhase;
import io.hayhooks.pipeline.LoadProgress;
import io.hayhooks.pipeline.PipelineEngine;
import io.hayhooks.pipeline.Revision;
import io.hayhooks.pipeline.RunStatus;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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

/**
 * Loads Python pipelines: each gets workers of its own, or shares one with those of its group; all
 * end with this engine.
 */
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
  private final WorkerSockets sockets;
  private final WorkerGroups groups = new WorkerGroups();
  private final Set<WorkerKeeper> keepers = ConcurrentHashMap.newKeySet();
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
    sockets = WorkerSockets.of(config.link());
    workerPackage = new WorkerPackage(config.dataDirectory(), bundle);
    threads = new WorkerThreads(threadFactory, scheduler);
    nurseries = new Nurseries(threads);
    ticks = scheduler.scheduleWithFixedDelay(this::tick, TICK, TICK, TimeUnit.MILLISECONDS);
  }

  @Override
  public DeployedPipeline load(Revision revision, LoadProgress progress) {
    refuseIfClosed();
    PythonEnvironment environment = environments.open(revision, progress);
    progress.begins(LoadPhase.LOADING);
    Optional<String> group;
    try {
      group = DeclaredGroup.of(revision, command(environment));
    } catch (ServerException e) {
      environment.close();
      throw e;
    }
    return group.isPresent()
        ? join(group.get(), revision, environment)
        : loadAlone(revision, environment);
  }

  private DeployedPipeline loadAlone(Revision revision, PythonEnvironment environment) {
    Starter starter = starter(environment);
    WorkerDuty duty = WorkerDuty.of(what(revision));
    WorkerSpec spec = spec(starter, duty, config.loadTimeout());
    WorkerPool pool =
        new WorkerPool(
            duty, () -> Worker.start(spec, threads, sockets), threads, poolRules(), meters);
    keep(pool, starter.release());
    try {
      refuseIfClosed(); // again: whoever closed before the pool was there does not see it
      pool.load();
      return pool;
    } catch (RuntimeException e) {
      pool.stop();
      throw e;
    }
  }

  private DeployedPipeline join(String group, Revision revision, PythonEnvironment environment) {
    GroupMember member;
    try {
      member =
          groups.admit(
              group, environment.interpreter(), what(revision), () -> makeGroup(group, revision));
    } catch (ServerException e) {
      environment.close();
      throw e;
    }
    var unused = member.gone().thenRun(environment::close);
    try {
      refuseIfClosed();
      member.load();
      return member;
    } catch (RuntimeException e) {
      member.stop();
      throw e;
    }
  }

  private WorkerGroup makeGroup(String name, Revision revision) {
    PythonEnvironment environment = environments.open(revision); // as long as the worker is there
    Starter starter = starter(environment);
    // members have their own limits, so this one only ends a worker that does not load any
    Duration limit = config.loadTimeout().multipliedBy(2);
    WorkerGroup group =
        new WorkerGroup(
            name,
            environment.interpreter(),
            duty -> Worker.start(spec(starter, duty, limit), threads, sockets),
            threads,
            new GroupRules(poolRules(), config.loadTimeout()),
            meters);
    var unused = group.gone().thenRun(() -> groups.forget(group));
    keep(group, starter.release());
    return group;
  }

  private void refuseIfClosed() {
    if (closed) {
      throw Unavailable.because("The server stops");
    }
  }

  private PoolRules poolRules() {
    return new PoolRules(poolConfig, config.threads(), config.maxCalls(), config.drainTimeout());
  }

  private void keep(WorkerKeeper keeper, Runnable release) {
    keepers.add(keeper);
    var unused =
        keeper
            .gone()
            .thenRun(
                () -> {
                  keepers.remove(keeper);
                  release.run();
                });
  }

  /** How the workers of one pool start, and what to do when there are none any more. */
  private record Starter(WorkerStarter starter, Runnable release) {}

  private List<String> command(PythonEnvironment environment) {
    return List.of(environment.interpreter().toString(), workerPackage.directory().toString());
  }

  private Starter starter(PythonEnvironment environment) {
    List<String> command = command(environment);
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

  private WorkerSpec spec(Starter starter, WorkerDuty duty, Duration loadTimeout) {
    return new WorkerSpec(
        starter.starter(),
        duty,
        HELLO_TIMEOUT,
        loadTimeout,
        config.drainTimeout(),
        config.showTracebacks());
  }

  private Load what(Revision revision) {
    return new Load(
        0,
        revision.name().value(),
        revision.directory().toAbsolutePath().toString(),
        config.threads(),
        interruptAfter(),
        config.showTracebacks(),
        config.streamingComponents(),
        config.additionalPythonPath().map(path -> List.of(path.toString())).orElse(List.of()),
        config.spans());
  }

  private Double interruptAfter() {
    Duration grace = poolConfig.cancelGrace();
    return grace.isZero() ? null : grace.toMillis() / 2000.0;
  }

  @Override
  public List<RunStatus> running() {
    return keepers.stream().flatMap(keeper -> keeper.running().stream()).toList();
  }

  @Override
  public boolean cancel(String id) {
    return keepers.stream().anyMatch(keeper -> keeper.cancel(id));
  }

  private void tick() {
    long now = System.nanoTime();
    for (WorkerKeeper keeper : keepers) {
      try {
        keeper.tick(now);
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
    List<WorkerKeeper> open = List.copyOf(keepers);
    await(open.stream().map(WorkerKeeper::finish), config.drainTimeout());
    open.forEach(WorkerKeeper::stop);
    await(open.stream().map(WorkerKeeper::gone), KILL_TIMEOUT);
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
