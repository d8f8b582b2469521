// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.PipelinesConfig;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Begins and ends with the application: when the server answers its first request, the pipelines
 * are there; when it stops, they finish what they do.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class StartupDeployer {
  private static final Logger LOG = Logger.getLogger(StartupDeployer.class.getName());

  /** An engine bounds its own draining; this only keeps a broken one from stopping the stop. */
  private static final int LONGEST_STOP_MINUTES = 6;

  private final PipelinesConfig config;
  private final StartupLoader startup;
  private final PipelineLoader loader;
  private final PipelineRegistry registry;
  private final DirectoryWatch watch;
  private final ManagedScheduledExecutorService scheduler;
  private final ManagedThreadFactory threads;

  /** For the container, which makes a proxy of this class. */
  public StartupDeployer() {
    config = null;
    startup = null;
    loader = null;
    registry = null;
    watch = null;
    scheduler = null;
    threads = null;
  }

  @Inject
  public StartupDeployer(
      PipelinesConfig config,
      StartupLoader startup,
      PipelineLoader loader,
      PipelineRegistry registry,
      DirectoryWatch watch,
      ManagedScheduledExecutorService scheduler,
      ManagedThreadFactory threads) {
    this.config = requireNonNull(config, "config is null");
    this.startup = requireNonNull(startup, "startup is null");
    this.loader = requireNonNull(loader, "loader is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.watch = requireNonNull(watch, "watch is null");
    this.scheduler = requireNonNull(scheduler, "scheduler is null");
    this.threads = requireNonNull(threads, "threads is null");
  }

  @PostConstruct
  void start() {
    watch.begin();
    startup.load(new BoundedThreads(threads, config.startupWorkers()));
    watch.start(scheduler, new BoundedThreads(threads, 1));
  }

  @PreDestroy
  void stop() {
    CompletableFuture<?>[] endings =
        registry.all().stream()
            .map(deployment -> loader.retire(deployment).toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(endings).get(LONGEST_STOP_MINUTES, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(Level.WARNING, "Not all pipelines ended in an orderly way", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    loader.close();
  }
}
