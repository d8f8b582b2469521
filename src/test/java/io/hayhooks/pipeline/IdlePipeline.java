// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A pipeline without workers that ends at once; tests add what they look at. */
public interface IdlePipeline extends DeployedPipeline {
  /** That of a wrapper which can only run. */
  static PipelineSignature runs(String description, RunSignature run) {
    return new PipelineSignature(
        "unknown",
        description,
        Optional.of(run),
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        false,
        false,
        Optional.empty());
  }

  /** That of a run method which takes anything. */
  static RunSignature takesAnything(boolean wantsHeaders) {
    JsonNode schema = JsonNodeFactory.instance.objectNode();
    return new RunSignature(schema, Optional.empty(), false, false, wantsHeaders);
  }

  @Override
  default List<WorkerStatus> workers() {
    return List.of();
  }

  @Override
  default List<OutputLine> output() {
    return List.of();
  }

  @Override
  default Optional<String> workerGroup() {
    return Optional.empty();
  }

  @Override
  default int waiting() {
    return 0;
  }

  @Override
  default CompletionStage<Void> drain() {
    return CompletableFuture.completedFuture(null);
  }

  @Override
  default void stop() {}
}
