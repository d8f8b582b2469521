// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import io.hayhooks.deploy.Deployment;
import io.hayhooks.pipeline.IdlePipeline;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.Revision;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.RunSignature;
import io.hayhooks.pipeline.WorkerStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Pipelines to describe; none of them is ever called. */
final class Deployments {
  private record Described(PipelineSignature signature, List<WorkerStatus> workers)
      implements IdlePipeline {
    @Override
    public CompletableFuture<RunResult> run(RunRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Void> drain() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void stop() {
      throw new UnsupportedOperationException();
    }
  }

  private Deployments() {}

  static Deployment echo(String name, WorkerStatus... workers) {
    RunSignature run =
        new RunSignature(
            Samples.json("{'type': 'object', 'properties': {'text': {'type': 'string'}}}"),
            Optional.empty(),
            true,
            false,
            false);
    return new Deployment(
        new Revision(new PipelineName(name), "1", Path.of("/nowhere")),
        new Described(IdlePipeline.runs("Echoes.", run), List.of(workers)),
        Instant.EPOCH);
  }
}
