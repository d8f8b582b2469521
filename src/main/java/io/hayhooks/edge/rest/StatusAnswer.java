// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import java.util.List;
import java.util.Map;

/** How the server is. Names in {@code pipelines} are served; {@code deployments} tells all. */
record StatusAnswer(
    String status,
    List<String> pipelines,
    boolean durableMode,
    Durable durable,
    List<DeploymentStatus> deployments,
    Capabilities capabilities) {
  private static final String UP = "Up!";

  static StatusAnswer of(List<String> pipelines, List<DeploymentStatus> deployments) {
    return new StatusAnswer(
        UP, pipelines, false, new Durable(true, Map.of()), deployments, new Capabilities(false));
  }

  /** Durable executions, of which this server has none. */
  record Durable(boolean healthy, Map<String, String> deployments) {}

  /** Which of Hayhooks' optional routes there are. */
  record Capabilities(boolean executionEnumeration) {}

  /** How one pipeline is that is served. */
  record One(String status, String pipeline, DeploymentStatus deployment) {
    static One of(DeploymentStatus deployment) {
      return new One(UP, deployment.name(), deployment);
    }
  }
}
