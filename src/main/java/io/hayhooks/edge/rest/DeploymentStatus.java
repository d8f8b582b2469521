// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hayhooks.deploy.Deployment;
import io.hayhooks.deploy.FailedPipeline;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.WorkerStatus;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** How one pipeline is: Hayhooks' fields, then our own from {@code workerGroup} on. */
@JsonInclude(JsonInclude.Include.ALWAYS)
record DeploymentStatus(
    String name,
    String type,
    String executionMode,
    String state,
    String description,
    List<String> capabilities,
    String revision,
    Object health,
    String workerScope,
    String storeScope,
    boolean executionEnumeration,
    String workerGroup,
    List<WorkerStatus> workers,
    int waiting,
    String deployedAt,
    String error) {
  private static final String EXECUTION_MODE = "request-bound";
  private static final String WORKER_SCOPE = "responding process";

  static DeploymentStatus of(Deployment deployment, String error) {
    PipelineSignature signature = deployment.signature();
    return new DeploymentStatus(
        deployment.name().value(),
        signature.type(),
        EXECUTION_MODE,
        "Loaded",
        signature.description(),
        capabilities(signature),
        deployment.revision().id(),
        null,
        WORKER_SCOPE,
        null,
        false,
        deployment.pipeline().workerGroup().orElse(null),
        deployment.pipeline().workers(),
        deployment.pipeline().waiting(),
        deployment.deployedAt().truncatedTo(ChronoUnit.MILLIS).toString(),
        error);
  }

  static DeploymentStatus of(FailedPipeline failed) {
    return new DeploymentStatus(
        failed.name(),
        "unknown",
        EXECUTION_MODE,
        "Failed",
        "",
        List.of(),
        null,
        null,
        WORKER_SCOPE,
        null,
        false,
        null,
        List.of(),
        0,
        null,
        failed.error());
  }

  /** In the order in which Hayhooks lists them. */
  private static List<String> capabilities(PipelineSignature signature) {
    List<String> capabilities = new ArrayList<>();
    add(capabilities, "run_api", signature.run().isPresent());
    add(capabilities, "chat_completion", signature.chat().isPresent());
    add(capabilities, "responses", signature.response().isPresent());
    add(capabilities, "file_upload", signature.takesFiles());
    add(capabilities, "mcp_eligible", signature.run().isPresent() && !signature.skipMcp());
    add(capabilities, "a2a_eligible", signature.chat().isPresent() && !signature.skipA2a());
    return capabilities;
  }

  private static void add(List<String> capabilities, String capability, boolean holds) {
    if (holds) {
      capabilities.add(capability);
    }
  }
}
