// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.Deployment;
import io.hayhooks.deploy.FailedPipeline;
import io.hayhooks.deploy.FailedPipelines;
import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Stream;

/** {@code GET /status} and {@code GET /status/{name}}. */
@Path("status")
@Singleton
@Produces(MediaType.APPLICATION_JSON)
public final class StatusResource {
  private final PipelineRegistry registry;
  private final FailedPipelines failures;

  @Inject
  public StatusResource(PipelineRegistry registry, FailedPipelines failures) {
    this.registry = requireNonNull(registry, "registry is null");
    this.failures = requireNonNull(failures, "failures is null");
  }

  @GET
  public StatusAnswer all() {
    List<Deployment> served = registry.all();
    List<String> names = served.stream().map(deployment -> deployment.name().value()).toList();
    Stream<DeploymentStatus> failed =
        failures.all().stream()
            .filter(failure -> !names.contains(failure.name()))
            .map(DeploymentStatus::of);
    return StatusAnswer.of(names, Stream.concat(served.stream().map(this::of), failed).toList());
  }

  @GET
  @Path("{name}")
  public StatusAnswer.One one(@PathParam("name") String name) {
    return registry
        .find(name)
        .map(this::of)
        .map(StatusAnswer.One::of)
        .orElseThrow(() -> notFound(name));
  }

  /** A pipeline may be served although something else of its name is not. */
  private DeploymentStatus of(Deployment deployment) {
    String name = deployment.name().value();
    return DeploymentStatus.of(
        deployment, failures.find(name).map(FailedPipeline::error).orElse(null));
  }

  private ServerException notFound(String name) {
    String message =
        failures
            .find(name)
            .map(FailedPipeline::error)
            .map(error -> "Pipeline '%s' could not be loaded: %s".formatted(name, error))
            .orElse("Pipeline '%s' not found".formatted(name));
    return new ServerException(ErrorCode.PIPELINE_NOT_FOUND, message);
  }
}
