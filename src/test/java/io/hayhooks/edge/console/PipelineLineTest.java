// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.deploy.Deployment;
import io.hayhooks.deploy.FailedPipeline;
import io.hayhooks.metric.PipelineLoad;
import io.hayhooks.pipeline.IdlePipeline;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.Revision;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.WorkerStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class PipelineLineTest {
  private static final WorkerStatus READY = new WorkerStatus(1, "ready", 2, 1, 100, 9, null);
  private static final WorkerStatus STARTING =
      new WorkerStatus(-1, "starting", 0, 3, 0, 0, "exit status 1");

  private record Idle(PipelineSignature signature, List<WorkerStatus> workers)
      implements IdlePipeline {
    @Override
    public CompletableFuture<RunResult> run(RunRequest request) {
      throw new UnsupportedOperationException();
    }
  }

  private static PipelineLine line(WorkerStatus... workers) {
    PipelineSignature signature = IdlePipeline.runs("Echoes.", IdlePipeline.takesAnything(false));
    Deployment deployment =
        new Deployment(
            new Revision(new PipelineName("echo"), "1", Path.of("/nowhere")),
            new Idle(signature, List.of(workers)),
            Instant.EPOCH);
    return PipelineLine.of(deployment, PipelineLoad.NONE);
  }

  @Test
  void onePipelineServesWithOneReadyWorker() {
    PipelineLine line = line(STARTING, READY);

    assertThat(line.serves()).isTrue();
    assertThat(line.error()).isNull();
    assertThat(line.workers()).isEqualTo(1);
    assertThat(line.places()).isEqualTo(2);
    assertThat(line.calls()).isEqualTo(2);
    assertThat(line.restarts()).isEqualTo(4);
  }

  @Test
  void withoutAReadyWorkerTheLastErrorTellsWhy() {
    PipelineLine line = line(STARTING);

    assertThat(line.serves()).isFalse();
    assertThat(line.state()).isEqualTo("starting");
    assertThat(line.error()).isEqualTo("exit status 1");
  }

  @Test
  void anEngineWithoutWorkersServes() {
    assertThat(line().serves()).isTrue();
  }

  @Test
  void whatCouldNotBeLoadedHasNoRevision() {
    PipelineLine line = PipelineLine.of(new FailedPipeline("broken", "No module named 'x'"));

    assertThat(line.revision()).isNull();
    assertThat(line.error()).isEqualTo("No module named 'x'");
  }
}
