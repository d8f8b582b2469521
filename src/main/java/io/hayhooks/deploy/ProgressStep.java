// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.LoadPhase;
import java.util.Optional;

/**
 * A step of a deployment.
 *
 * @param line what was printed in this phase; empty when the phase begins
 */
public record ProgressStep(LoadPhase phase, Optional<String> line) {
  public ProgressStep {
    requireNonNull(phase, "phase is null");
    requireNonNull(line, "line is null");
  }
}
