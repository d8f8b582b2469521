// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one call is that has not ended.
 *
 * @param id as in {@link RunRequest}
 * @param pipeline the name of the pipeline that has it
 * @param started when it came to the pipeline
 * @param deadline when it will be cancelled, if there is such a time
 * @param worker id of the process that works on it; empty while none does
 */
public record RunStatus(
    String id,
    String pipeline,
    RunMethod method,
    State state,
    Instant started,
    Duration age,
    Optional<Instant> deadline,
    OptionalLong worker) {
  public RunStatus {
    requireNonNull(id, "id is null");
    requireNonNull(pipeline, "pipeline is null");
    requireNonNull(method, "method is null");
    requireNonNull(state, "state is null");
    requireNonNull(started, "started is null");
    requireNonNull(age, "age is null");
    requireNonNull(deadline, "deadline is null");
    requireNonNull(worker, "worker is null");
  }

  /** What becomes of a call. */
  public enum State {
    /** No worker has it yet. */
    WAITING,
    /** A worker works on it. */
    RUNNING,
    /** Nobody wants its answer any more, and its worker was told so. */
    CANCELLED
  }
}
