// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Loads everything that is kept, and the examples. What cannot be loaded is told in the log and
 * kept among the {@link FailedPipelines}; the others are served all the same.
 */
@Singleton
public final class StartupLoader {
  private static final Logger LOG = Logger.getLogger(StartupLoader.class.getName());

  private final PipelineStore store;
  private final Examples examples;
  private final PipelineLoader loader;
  private final PipelineRegistry registry;
  private final FailedPipelines failures;

  @Inject
  public StartupLoader(
      PipelineStore store,
      Examples examples,
      PipelineLoader loader,
      PipelineRegistry registry,
      FailedPipelines failures) {
    this.store = requireNonNull(store, "store is null");
    this.examples = requireNonNull(examples, "examples is null");
    this.loader = requireNonNull(loader, "loader is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.failures = requireNonNull(failures, "failures is null");
  }

  /** Loads with as many threads as {@code executor} has; blocks until everything is served. */
  void load(Executor executor) {
    Instant start = Instant.now();
    Map<PipelineName, FileSource> sources = sources();
    Map<PipelineName, CompletableFuture<Deployment>> loads = new TreeMap<>();
    sources.forEach(
        (name, files) ->
            loads.put(name, CompletableFuture.supplyAsync(() -> load(name, files), executor)));
    loads.forEach(this::serve);
    int failed = failures.all().size();
    if (!loads.isEmpty() || failed > 0) {
      LOG.info(
          () ->
              "Pipelines: %d loaded, %d failed in %s"
                  .formatted(registry.all().size(), failed, DeploymentService.seconds(start)));
    }
  }

  private Map<PipelineName, FileSource> sources() {
    Map<PipelineName, FileSource> sources = new TreeMap<>();
    Set<String> taken = new TreeSet<>();
    try {
      store.recover();
      for (SavedPipeline saved : store.list()) {
        taken.add(saved.name());
        if (saved.problem().isPresent()) {
          fail(saved.name(), saved.problem().get());
        } else {
          sources.put(new PipelineName(saved.name()), store.files(saved));
        }
      }
    } catch (ServerException e) {
      LOG.log(Level.SEVERE, e.getMessage(), e.getCause());
    }
    examples
        .all()
        .forEach(
            (name, files) -> {
              if (!taken.contains(name.value())) {
                sources.put(name, FileSource.of(files));
              }
            });
    return sources;
  }

  private Deployment load(PipelineName name, FileSource files) {
    Instant start = Instant.now();
    Deployment deployment = loader.load(name, files);
    LOG.info(() -> "Deployed '%s' in %s".formatted(name, DeploymentService.seconds(start)));
    return deployment;
  }

  private void serve(PipelineName name, CompletableFuture<Deployment> load) {
    try {
      registry.replace(load.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof ServerException known) {
        fail(name.value(), known.getMessage());
      } else {
        LOG.log(Level.SEVERE, "Loading '%s' failed unexpectedly".formatted(name), e.getCause());
        fail(name.value(), "Internal server error; the server's log says more");
      }
    }
  }

  private void fail(String name, String reason) {
    LOG.warning(() -> "Could not deploy '%s': %s".formatted(name, reason));
    failures.add(new FailedPipeline(name, reason));
  }
}
