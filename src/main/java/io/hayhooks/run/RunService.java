// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.run;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.DeployedPipeline;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** Finds the pipeline that a call is for. */
@Singleton
public final class RunService {
  private final PipelineRegistry registry;

  @Inject
  public RunService(PipelineRegistry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  /**
   * The pipeline that serves {@code name} now.
   *
   * @throws ServerException {@code PIPELINE_NOT_FOUND}
   */
  public DeployedPipeline find(String name) {
    return registry
        .find(name)
        .orElseThrow(
            () ->
                new ServerException(
                    ErrorCode.PIPELINE_NOT_FOUND, "Pipeline '%s' not found".formatted(name)))
        .pipeline();
  }
}
