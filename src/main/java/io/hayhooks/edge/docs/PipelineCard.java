// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.Deployment;
import io.hayhooks.deploy.FailedPipeline;
import io.hayhooks.edge.http.PathSegment;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.WorkerStatus;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the start page says about one pipeline.
 *
 * @param operationId the run route's name in OpenAPI, if there is one
 * @param isModel whether OpenAI clients can talk to it
 * @param state how it is, in a word or two
 * @param serves whether calls are taken
 * @param reason why not; empty when there is nothing to say
 */
record PipelineCard(
    String name,
    String description,
    Optional<String> operationId,
    boolean isModel,
    boolean hasGraph,
    String state,
    boolean serves,
    String reason) {
  PipelineCard {
    requireNonNull(name, "name is null");
    requireNonNull(description, "description is null");
    requireNonNull(operationId, "operationId is null");
    requireNonNull(state, "state is null");
    requireNonNull(reason, "reason is null");
  }

  static PipelineCard of(Deployment deployment) {
    PipelineSignature signature = deployment.signature();
    List<WorkerStatus> workers = deployment.pipeline().workers();
    boolean serves =
        workers.isEmpty() || workers.stream().anyMatch(worker -> worker.state().equals("ready"));
    return new PipelineCard(
        deployment.name().value(),
        signature.description(),
        RunRoute.of(deployment).map(RunRoute::operationId),
        signature.chat().isPresent() || signature.response().isPresent(),
        signature.hasGraph(),
        serves ? "serving" : workers.get(0).state(),
        serves,
        serves ? "" : lastError(workers));
  }

  static PipelineCard of(FailedPipeline failed) {
    return new PipelineCard(
        failed.name(), "", Optional.empty(), false, false, "not loaded", false, failed.error());
  }

  private static String lastError(List<WorkerStatus> workers) {
    return workers.stream()
        .map(WorkerStatus::lastError)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse("");
  }

  /** The run route, relative to the application's root, as it stands in a URL. */
  String runPath() {
    return segment() + "/run";
  }

  /** Its picture, likewise. */
  String drawPath() {
    return "draw/" + segment();
  }

  private String segment() {
    return PathSegment.encode(name);
  }
}
