// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.PipelinesConfig;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.logging.Logger;

/**
 * Deploys and undeploys. A new pipeline is loaded while the old one serves; only then are the files
 * and the registry's entry swapped, and the old one finishes its calls in the background. Whatever
 * fails before the swap leaves everything as it was.
 */
@Singleton
public final class DeploymentService {
  private static final Logger LOG = Logger.getLogger(DeploymentService.class.getName());

  private final PipelineStore store;
  private final PipelineLoader loader;
  private final PipelineRegistry registry;
  private final FailedPipelines failures;
  private final RevisionHistory history;
  private final PipelinesConfig config;
  private final NameLocks locks = new NameLocks();

  @Inject
  public DeploymentService(
      PipelineStore store,
      PipelineLoader loader,
      PipelineRegistry registry,
      FailedPipelines failures,
      RevisionHistory history,
      PipelinesConfig config) {
    this.store = requireNonNull(store, "store is null");
    this.loader = requireNonNull(loader, "loader is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.failures = requireNonNull(failures, "failures is null");
    this.history = requireNonNull(history, "history is null");
    this.config = requireNonNull(config, "config is null");
  }

  /** Serves what is asked for. Blocks until it is loaded; one name is deployed by one at a time. */
  public Deployment deploy(DeployRequest request) {
    request.content().checkSizes(config.maxFileSize(), config.maxFilesSize());
    try {
      return locks.alone(request.name(), () -> deployAlone(request));
    } catch (ServerException e) {
      LOG.warning(() -> "Could not deploy '%s': %s".formatted(request.name(), e.getMessage()));
      throw e;
    }
  }

  private Deployment deployAlone(DeployRequest request) {
    Instant start = Instant.now();
    PipelineName name = request.name();
    if (!request.overwrite() && registry.find(name.value()).isPresent()) {
      throw new ServerException(
          ErrorCode.PIPELINE_EXISTS, "Pipeline '%s' already exists".formatted(name));
    }
    if (request.save()) {
      store.checkName(name, SavedForm.of(request.content()));
    }
    Deployment deployment = loader.load(name, FileSource.of(request.content()));
    commit(deployment, () -> change(request));
    LOG.info(() -> "Deployed '%s' in %s".formatted(name, seconds(start)));
    return deployment;
  }

  private void commit(Deployment deployment, Supplier<SavedChange> saving) {
    boolean saved = false;
    SavedChange change;
    try {
      change = saving.get();
      saved = true;
    } finally {
      if (!saved) {
        loader.abandon(deployment);
      }
    }
    Optional<Deployment> old;
    try {
      old = registry.replace(deployment);
      failures.remove(deployment.name().value());
    } finally {
      change.complete();
    }
    old.ifPresent(loader::retire);
  }

  private SavedChange change(DeployRequest request) {
    if (request.save()) {
      registry.find(request.name().value()).ifPresent(store::keepReplaced);
      return store.save(request.name(), request.content());
    }
    boolean replaces = registry.find(request.name().value()).isPresent();
    return replaces ? store.remove(request.name()) : SavedChange.NONE;
  }

  /**
   * Serves files that stand in the pipelines directory, unless they are served already.
   *
   * @param unchanged whether the files are still what they were when they began to be read
   */
  void reload(PipelineName name, FileSource files, BooleanSupplier unchanged) {
    Instant start = Instant.now();
    Optional<Deployment> deployment =
        locks.alone(
            name,
            () -> {
              Optional<String> served = registry.find(name.value()).map(one -> one.revision().id());
              Optional<Deployment> other = loader.loadOther(name, files, served);
              if (!unchanged.getAsBoolean()) {
                other.ifPresent(loader::abandon);
                return Optional.empty();
              }
              other.ifPresent(loaded -> commit(loaded, () -> SavedChange.NONE));
              return other;
            });
    if (deployment.isPresent()) {
      LOG.info(() -> "Deployed '%s', which changed, in %s".formatted(name, seconds(start)));
    }
  }

  /**
   * Serves an earlier revision again, the one asked for or the one that served before. It is loaded
   * and swapped as a deployment is.
   */
  public Deployment rollback(String name, Optional<String> revision) {
    if (!PipelineName.isValid(name)) {
      throw notFound(name);
    }
    PipelineName valid = new PipelineName(name);
    return locks.alone(valid, () -> rollbackAlone(valid, revision));
  }

  private Deployment rollbackAlone(PipelineName name, Optional<String> wanted) {
    Instant start = Instant.now();
    KeptRevision target = history.target(name, wanted);
    Deployment deployment = loader.load(name, target.files());
    commit(deployment, () -> restore(name, target));
    LOG.info(() -> "Rolled '%s' back to %s in %s".formatted(name, target.id(), seconds(start)));
    return deployment;
  }

  private SavedChange restore(PipelineName name, KeptRevision target) {
    registry.find(name.value()).ifPresent(store::keepReplaced);
    return store.restore(name, target);
  }

  /** Serves and keeps a pipeline no longer; calls that it is working on are finished. */
  public void undeploy(String name) {
    if (!PipelineName.isValid(name)) {
      throw notFound(name);
    }
    PipelineName valid = new PipelineName(name);
    locks.alone(valid, () -> undeployAlone(valid));
  }

  /** Undeploys what is kept no longer, if it is served since an instant. */
  void undeployGone(String name, Instant deployedAt) {
    PipelineName valid = new PipelineName(name);
    locks.alone(
        valid,
        () ->
            registry
                .find(name)
                .filter(served -> served.deployedAt().equals(deployedAt) && !store.keeps(valid))
                .map(served -> end(valid, SavedChange.NONE)));
  }

  private Void undeployAlone(PipelineName name) {
    boolean served = registry.find(name.value()).isPresent();
    if (!served && failures.find(name.value()).isEmpty()) {
      throw notFound(name.value());
    }
    return end(name, store.remove(name));
  }

  private Void end(PipelineName name, SavedChange change) {
    Optional<Deployment> old;
    try {
      old = registry.remove(name);
      failures.remove(name.value());
    } finally {
      change.complete();
    }
    old.ifPresent(loader::retire);
    LOG.info(() -> "Undeployed '%s'".formatted(name));
    return null;
  }

  private static ServerException notFound(String name) {
    return new ServerException(
        ErrorCode.PIPELINE_NOT_FOUND, "Pipeline '%s' not found".formatted(name));
  }

  static String seconds(Instant start) {
    return "%.1f s".formatted(Duration.between(start, Instant.now()).toMillis() / 1000.0);
  }
}
