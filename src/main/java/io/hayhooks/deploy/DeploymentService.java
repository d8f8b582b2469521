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
  private final PipelinesConfig config;
  private final NameLocks locks = new NameLocks();

  @Inject
  public DeploymentService(
      PipelineStore store,
      PipelineLoader loader,
      PipelineRegistry registry,
      FailedPipelines failures,
      PipelinesConfig config) {
    this.store = requireNonNull(store, "store is null");
    this.loader = requireNonNull(loader, "loader is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.failures = requireNonNull(failures, "failures is null");
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
      store.checkName(name, request.content());
    }
    Deployment deployment = loader.load(name, FileSource.of(request.content()));
    commit(request, deployment);
    LOG.info(() -> "Deployed '%s' in %s".formatted(name, seconds(start)));
    return deployment;
  }

  private void commit(DeployRequest request, Deployment deployment) {
    boolean saved = false;
    SavedChange change;
    try {
      change = change(request);
      saved = true;
    } finally {
      if (!saved) {
        loader.abandon(deployment);
      }
    }
    Optional<Deployment> old = registry.replace(deployment);
    failures.remove(request.name().value());
    change.complete();
    old.ifPresent(loader::retire);
  }

  private SavedChange change(DeployRequest request) {
    if (request.save()) {
      return store.save(request.name(), request.content());
    }
    boolean replaces = registry.find(request.name().value()).isPresent();
    return replaces ? store.remove(request.name()) : SavedChange.NONE;
  }

  /** Serves and keeps a pipeline no longer; calls that it is working on are finished. */
  public void undeploy(String name) {
    if (!PipelineName.isValid(name)) {
      throw notFound(name);
    }
    PipelineName valid = new PipelineName(name);
    locks.alone(valid, () -> undeployAlone(valid));
  }

  private Void undeployAlone(PipelineName name) {
    boolean served = registry.find(name.value()).isPresent();
    if (!served && failures.find(name.value()).isEmpty()) {
      throw notFound(name.value());
    }
    SavedChange change = store.remove(name);
    Optional<Deployment> old = registry.remove(name);
    failures.remove(name.value());
    change.complete();
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
