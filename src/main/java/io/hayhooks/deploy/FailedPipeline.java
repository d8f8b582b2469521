// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

/** What is kept but could not be loaded at start, and why. */
public record FailedPipeline(String name, String error) {
  public FailedPipeline {
    requireNonNull(name, "name is null");
    requireNonNull(error, "error is null");
  }

  FailedPipeline and(FailedPipeline other) {
    return new FailedPipeline(name, error + "; " + other.error());
  }
}
