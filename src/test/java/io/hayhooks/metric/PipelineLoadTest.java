// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.metric;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PipelineLoadTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private Timer timer(String outcome, long... millis) {
    Timer timer =
        Timer.builder("hayhooks.call")
            .tag("outcome", outcome)
            .serviceLevelObjectives(Duration.ofMillis(10), Duration.ofMillis(100))
            .register(registry);
    for (long one : millis) {
      timer.record(Duration.ofMillis(one));
    }
    return timer;
  }

  @Test
  void callsOfAllOutcomesAddUp() {
    PipelineLoad load =
        PipelineLoad.of(
            List.of(
                timer("ok", 5, 50, 500), timer("pipeline_failed", 5), timer("cancelled", 1000)));

    assertThat(load.calls()).isEqualTo(5);
    assertThat(load.failures()).isEqualTo(1);
    assertThat(load.seconds()).isEqualTo(1.56);
    assertThat(load.within()).containsEntry(10L, 2L).containsEntry(100L, 3L).hasSize(2);
  }

  @Test
  void withoutCallsThereIsNothing() {
    assertThat(PipelineLoad.of(List.of())).isEqualTo(PipelineLoad.NONE);
  }
}
