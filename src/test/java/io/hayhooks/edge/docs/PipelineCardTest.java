// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.deploy.FailedPipeline;
import io.hayhooks.pipeline.WorkerStatus;
import org.junit.jupiter.api.Test;

class PipelineCardTest {
  private static final WorkerStatus READY = new WorkerStatus(1, "ready", 0, 0, 0, 0, null);
  private static final WorkerStatus STARTING =
      new WorkerStatus(-1, "starting", 0, 3, 0, 0, "exit status 1");

  @Test
  void onePipelineServesWithOneReadyWorker() {
    PipelineCard card = PipelineCard.of(Deployments.echo("echo", STARTING, READY));

    assertThat(card.serves()).isTrue();
    assertThat(card.reason()).isEmpty();
  }

  @Test
  void withoutAReadyWorkerTheLastErrorTellsWhy() {
    PipelineCard card = PipelineCard.of(Deployments.echo("echo", STARTING));

    assertThat(card.serves()).isFalse();
    assertThat(card.state()).isEqualTo("starting");
    assertThat(card.reason()).isEqualTo("exit status 1");
  }

  @Test
  void anEngineWithoutWorkersServes() {
    assertThat(PipelineCard.of(Deployments.echo("echo")).serves()).isTrue();
  }

  @Test
  void whatCouldNotBeLoadedHasNoRoute() {
    PipelineCard card = PipelineCard.of(new FailedPipeline("broken", "No module named 'x'"));

    assertThat(card.operationId()).isEmpty();
    assertThat(card.reason()).isEqualTo("No module named 'x'");
  }
}
