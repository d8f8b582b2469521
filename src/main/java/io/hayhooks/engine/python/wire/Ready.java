// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.PipelineSignature;
import java.util.Optional;

/**
 * What a worker says when it has loaded its pipeline.
 *
 * @param workersMin as the wrapper has it, for example {@code 2} or {@code auto}
 * @param workersMax likewise
 * @param workerGroup the group that the wrapper names
 * @param threaded whether any of the wrapper's methods runs on a thread
 */
public record Ready(
    PipelineSignature signature,
    Optional<String> workersMin,
    Optional<String> workersMax,
    Optional<String> workerGroup,
    boolean threaded) {
  public Ready {
    requireNonNull(signature, "signature is null");
    requireNonNull(workersMin, "workersMin is null");
    requireNonNull(workersMax, "workersMax is null");
    requireNonNull(workerGroup, "workerGroup is null");
  }
}
