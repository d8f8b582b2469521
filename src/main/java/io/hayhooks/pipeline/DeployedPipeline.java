// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A loaded revision that takes calls. Safe for use by many threads; no method blocks. */
public interface DeployedPipeline {
  /** What the pipeline can do. */
  PipelineSignature signature();

  /**
   * Starts a call. The future completes with the answer or the opened stream, or fails with a
   * {@link io.hayhooks.error.ServerException}; cancelling it cancels the work. It may complete on
   * the thread that reads from the worker, so what depends on it must not block.
   */
  CompletableFuture<RunResult> run(RunRequest request);

  /** The processes behind it and how they are; empty for an engine without workers. */
  List<WorkerStatus> workers();

  /** What its workers printed last, the oldest first. */
  List<OutputLine> output();

  /** The group of pipelines that share its worker, if it belongs to one. */
  Optional<String> workerGroup();

  /** How many calls wait for a worker. */
  int waiting();

  /** Takes no further call, lets running ones finish, then ends; done when everything is gone. */
  CompletionStage<Void> drain();

  /** Ends now; running calls fail. */
  void stop();
}
