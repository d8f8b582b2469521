// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.run;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineEngine;
import io.hayhooks.pipeline.RunStatus;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The runs that have not ended, for operators. Nothing is kept for that: the engine knows the calls
 * that it works on, so a run costs no more for being seen.
 */
@Singleton
public final class ActiveRuns {
  private final PipelineEngine engine;

  @Inject
  public ActiveRuns(PipelineEngine engine) {
    this.engine = requireNonNull(engine, "engine is null");
  }

  /** All runs, or those of one pipeline; the oldest first. */
  public List<RunStatus> list(Optional<String> pipeline) {
    return engine.running().stream()
        .filter(run -> pipeline.isEmpty() || pipeline.get().equals(run.pipeline()))
        .sorted(Comparator.comparing(RunStatus::age).reversed())
        .toList();
  }

  /**
   * Cancels a run: its caller gets an error now, its work is stopped as that of any other cancelled
   * call. Again has no effect.
   *
   * @throws ServerException {@code NOT_FOUND} when no such run goes on
   */
  public void cancel(String id) {
    if (!engine.cancel(id)) {
      throw new ServerException(
          ErrorCode.NOT_FOUND, "No run with the id '%s' goes on".formatted(id));
    }
  }
}
