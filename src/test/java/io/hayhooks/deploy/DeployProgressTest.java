// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.pipeline.LoadPhase;
import io.hayhooks.pipeline.LoadProgress;
import io.hayhooks.pipeline.PipelineName;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeployProgressTest {
  private final DeployProgress progress = new DeployProgress();
  private final List<String> told = new ArrayList<>();

  private void tell(ProgressStep step) {
    told.add(step.phase() + step.line().map(" "::concat).orElse(""));
  }

  @Test
  void whoeverWatchesANameIsToldEveryStepUntilHeLeaves() {
    Runnable leave = progress.watch("x", this::tell);
    LoadProgress load = progress.begin(new PipelineName("x"));
    progress.begin(new PipelineName("y"));
    load.begins(LoadPhase.INSTALLING);
    load.prints("Resolved 3 packages");
    load.begins(LoadPhase.FAILED);
    leave.run();
    progress.begin(new PipelineName("x"));
    assertThat(told)
        .containsExactly("PREPARING", "INSTALLING", "INSTALLING Resolved 3 packages", "FAILED");
  }

  @Test
  void whoComesLateIsToldWhatGoesOnButNotWhatHasEnded() {
    LoadProgress load = progress.begin(new PipelineName("x"));
    load.begins(LoadPhase.LOADING);
    progress.watch("x", this::tell);
    load.begins(LoadPhase.LOADED);
    progress.watch("x", this::tell);
    assertThat(told).containsExactly("PREPARING", "LOADING", "LOADED");
  }

  @Test
  void whoIsToldMayLeaveAtOnce() {
    List<Runnable> leave = new ArrayList<>();
    leave.add(progress.watch("x", step -> leave.get(0).run()));
    progress.watch("x", this::tell);
    progress.begin(new PipelineName("x"));
    assertThat(told).containsExactly("PREPARING");
  }
}
