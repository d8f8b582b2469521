// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.console;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hayhooks.deploy.Deployment;
import io.hayhooks.deploy.FailedPipeline;
import io.hayhooks.metric.PipelineLoad;
import io.hayhooks.pipeline.WorkerStatus;
import java.util.List;
import java.util.Objects;

/**
 * How one pipeline is at a moment.
 *
 * @param serves whether calls are taken
 * @param state how it is, in a word or two, for people
 * @param graph whether there is something to draw
 * @param revision null when it could not be loaded
 * @param workers worker processes that are ready
 * @param places worker processes that there should be
 * @param restarts how often their places were filled anew
 * @param memory resident memory of all workers in bytes
 * @param error why it does not serve; null when it does
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record PipelineLine(
    String name,
    String type,
    boolean serves,
    String state,
    boolean graph,
    String revision,
    long workers,
    int places,
    int restarts,
    long memory,
    int calls,
    int waiting,
    PipelineLoad load,
    String error) {
  private static final String READY = "ready";

  static PipelineLine of(Deployment deployment, PipelineLoad load) {
    List<WorkerStatus> workers = deployment.pipeline().workers();
    long ready = workers.stream().filter(worker -> worker.state().equals(READY)).count();
    boolean serves = workers.isEmpty() || ready > 0;
    return new PipelineLine(
        deployment.name().value(),
        deployment.signature().type(),
        serves,
        serves ? "serving" : workers.get(0).state(),
        deployment.signature().hasGraph(),
        deployment.revision().id(),
        ready,
        workers.size(),
        workers.stream().mapToInt(WorkerStatus::restarts).sum(),
        workers.stream().mapToLong(WorkerStatus::memory).sum(),
        workers.stream().mapToInt(WorkerStatus::calls).sum(),
        deployment.pipeline().waiting(),
        load,
        serves ? null : lastError(workers));
  }

  static PipelineLine of(FailedPipeline failed) {
    return new PipelineLine(
        failed.name(),
        "unknown",
        false,
        "not loaded",
        false,
        null,
        0,
        0,
        0,
        0,
        0,
        0,
        PipelineLoad.NONE,
        failed.error());
  }

  private static String lastError(List<WorkerStatus> workers) {
    return workers.stream()
        .map(WorkerStatus::lastError)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }
}
