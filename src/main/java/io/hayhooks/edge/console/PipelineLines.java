// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.console;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.Deployment;
import io.hayhooks.deploy.FailedPipelines;
import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.metric.PipelineLoad;
import io.hayhooks.metric.PipelineMeters;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Looks at all pipelines. */
@Singleton
final class PipelineLines {
  private final PipelineRegistry registry;
  private final FailedPipelines failures;
  private final PipelineMeters meters;

  @Inject
  PipelineLines(PipelineRegistry registry, FailedPipelines failures, PipelineMeters meters) {
    this.registry = requireNonNull(registry, "registry is null");
    this.failures = requireNonNull(failures, "failures is null");
    this.meters = requireNonNull(meters, "meters is null");
  }

  /** Those that are served in the order of their deployment, then those that failed to load. */
  List<PipelineLine> now() {
    List<Deployment> served = registry.all();
    List<String> names = served.stream().map(one -> one.name().value()).toList();
    Map<String, PipelineLoad> loads = meters.loads();
    return Stream.concat(
            served.stream().map(one -> PipelineLine.of(one, load(loads, one))),
            failures.all().stream()
                .filter(failed -> !names.contains(failed.name()))
                .map(PipelineLine::of))
        .toList();
  }

  private static PipelineLoad load(Map<String, PipelineLoad> loads, Deployment deployment) {
    return loads.getOrDefault(deployment.name().value(), PipelineLoad.NONE);
  }
}
