// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.Revision;
import java.time.Instant;

/** A pipeline that is served now: a revision and what an engine made of it. */
public record Deployment(Revision revision, DeployedPipeline pipeline, Instant deployedAt) {
  public Deployment {
    requireNonNull(revision, "revision is null");
    requireNonNull(pipeline, "pipeline is null");
    requireNonNull(deployedAt, "deployedAt is null");
  }

  public PipelineName name() {
    return revision.name();
  }

  public PipelineSignature signature() {
    return pipeline.signature();
  }
}
