// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.metric;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.collectingAndThen;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.hayhooks.deploy.Deployment;
import io.hayhooks.deploy.FailedPipelines;
import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.deploy.PipelinesChanged;
import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.WorkerStatus;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How pipelines and their workers are, read whenever somebody asks for the meters. */
@Singleton
public final class PipelineMeters {
  private static final String PIPELINE = "pipeline";

  private final Meters meters;
  private final MeterRegistry registry;
  private final PipelineRegistry pipelines;
  private final MultiGauge workers;
  private final MultiGauge restarts;
  private final MultiGauge memory;
  private final MultiGauge calls;
  private final MultiGauge waiting;

  @Inject
  public PipelineMeters(
      Meters meters, MeterRegistry registry, PipelineRegistry pipelines, FailedPipelines failures) {
    this.meters = requireNonNull(meters, "meters is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.pipelines = requireNonNull(pipelines, "pipelines is null");
    requireNonNull(failures, "failures is null");
    registry.gauge(
        "hayhooks.pipelines", Tags.of("state", "loaded"), pipelines, p -> p.all().size());
    registry.gauge("hayhooks.pipelines", Tags.of("state", "failed"), failures, f -> f.all().size());
    workers = gauge("hayhooks.workers", "Worker processes of a pipeline that take calls");
    restarts = gauge("hayhooks.worker.restarts", "How often places of workers were filled anew");
    memory = gauge("hayhooks.worker.memory", "Resident memory of a pipeline's workers, in bytes");
    calls = gauge("hayhooks.calls.in.flight", "Calls that workers work on");
    waiting = gauge("hayhooks.calls.waiting", "Calls that wait for a worker");
  }

  private MultiGauge gauge(String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  /** All meters as they are now, in the text form of Prometheus. */
  public String text() {
    List<Look> all = pipelines.all().stream().map(Look::at).toList();
    show(workers, all, one -> one.workers().stream().filter(PipelineMeters::isReady).count());
    show(restarts, all, one -> one.workers().stream().mapToInt(WorkerStatus::restarts).sum());
    show(memory, all, one -> one.workers().stream().mapToLong(WorkerStatus::memory).sum());
    show(calls, all, one -> one.workers().stream().mapToInt(WorkerStatus::calls).sum());
    show(waiting, all, Look::waiting);
    return meters.text();
  }

  /** What calls have come to, by the pipeline's name. */
  public Map<String, PipelineLoad> loads() {
    return registry.find("hayhooks.call").timers().stream()
        .collect(
            groupingBy(
                timer -> timer.getId().getTag(PIPELINE),
                collectingAndThen(toList(), PipelineLoad::of)));
  }

  /** How a pipeline is at one moment; to look at its workers means to ask the system. */
  private record Look(String name, List<WorkerStatus> workers, int waiting) {
    static Look at(Deployment deployment) {
      DeployedPipeline pipeline = deployment.pipeline();
      return new Look(deployment.name().value(), pipeline.workers(), pipeline.waiting());
    }
  }

  private static boolean isReady(WorkerStatus worker) {
    return worker.state().equals("ready");
  }

  private static void show(MultiGauge gauge, List<Look> looks, ToDoubleFunction<Look> value) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    looks.forEach(one -> rows.add(row(one.name(), value.applyAsDouble(one))));
    gauge.register(rows, true);
  }

  private static MultiGauge.Row<Number> row(String pipeline, double value) {
    return MultiGauge.Row.of(Tags.of(PIPELINE, pipeline), value);
  }

  /** Meters of a pipeline that is served no longer are of no use. */
  void forget(@Observes PipelinesChanged change) {
    String name = change.name().value();
    if (pipelines.find(name).isEmpty()) {
      registry.getMeters().stream()
          .filter(meter -> name.equals(meter.getId().getTag(PIPELINE)))
          .forEach(registry::remove);
    }
  }
}
