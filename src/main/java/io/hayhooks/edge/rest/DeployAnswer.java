// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import io.hayhooks.pipeline.PipelineName;

/** The answer to a deployment: the documented fields and Hayhooks' own. */
record DeployAnswer(String status, String message, String name, boolean success, String endpoint) {
  static DeployAnswer of(PipelineName name) {
    return new DeployAnswer(
        "success", "Pipeline deployed successfully", name.value(), true, "/%s/run".formatted(name));
  }
}
