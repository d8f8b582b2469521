// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import java.util.List;

/** Loads pipelines of one kind. */
public interface PipelineEngine {
  /**
   * Loads a revision and returns it ready to run. Blocks until it is (importing, installing and the
   * wrapper's {@code setup()} take time); what was begun is undone on failure.
   *
   * @throws io.hayhooks.error.ServerException with {@code PIPELINE_NOT_LOADABLE} and the cause when
   *     no pipeline can be made of the files, {@code UNAVAILABLE} when this machine cannot run any
   */
  DeployedPipeline load(Revision revision, LoadProgress progress);

  /** As {@link #load(Revision, LoadProgress)}, and nobody is told how far it is. */
  default DeployedPipeline load(Revision revision) {
    return load(revision, LoadProgress.UNTOLD);
  }

  /** All calls that have not ended, also those of pipelines that finish what they do. */
  List<RunStatus> running();

  /**
   * Cancels a call because an operator wants that; its caller gets an error. False when no call has
   * this id (any more).
   */
  boolean cancel(String id);
}
