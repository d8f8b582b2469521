// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.run;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.RunMethod;
import io.hayhooks.pipeline.RunResult;
import java.util.concurrent.CompletableFuture;

/**
 * A call that was started. It goes on whether or not anybody waits for it; cancelling {@code
 * result} cancels the work.
 *
 * @param id new for every run, 32 hexadecimal digits
 */
public record Run(
    String id, PipelineName pipeline, RunMethod method, CompletableFuture<RunResult> result) {
  /** The header of an answer that tells which run gave it. */
  public static final String HEADER = "X-Run-Id";

  public Run {
    requireNonNull(id, "id is null");
    requireNonNull(pipeline, "pipeline is null");
    requireNonNull(method, "method is null");
    requireNonNull(result, "result is null");
  }
}
