// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import io.hayhooks.deploy.Deployment;

/** The answer to a rollback: that to a deployment, and the revision that is served now. */
record RollbackAnswer(
    String status, String message, String name, boolean success, String endpoint, String revision) {
  static RollbackAnswer of(Deployment deployment) {
    return new RollbackAnswer(
        "success",
        "Pipeline rolled back successfully",
        deployment.name().value(),
        true,
        "/%s/run".formatted(deployment.name()),
        deployment.revision().id());
  }
}
