// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.config.PipelinesConfig;
import io.hayhooks.config.Settings;
import io.hayhooks.pipeline.PipelineFiles;
import io.hayhooks.pipeline.PipelineName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryWatchTest {
  @TempDir Path temp;

  private final PipelineRegistry registry = new PipelineRegistry(new RecordedChanges());
  private final FailedPipelines failures = new FailedPipelines();
  private final FakeEngine engine = new FakeEngine();
  private final ScheduledExecutorService never = Executors.newSingleThreadScheduledExecutor();
  private Path pipelines;
  private DeploymentService service;
  private DirectoryWatch watch;

  @BeforeEach
  void followADirectoryWithOnePipeline() {
    pipelines = temp.resolve("pipelines");
    PipelinesConfig config =
        new PipelinesConfig(Settings.of(Map.of("HAYHOOKS_PIPELINES_WATCH", "true")));
    PipelineStore store =
        new PipelineStore(pipelines, new IgnoredFiles(List.of("*.pyc")), new Disk(), 0);
    PipelineLoader loader =
        new PipelineLoader(
            new RevisionStore(temp.resolve("revisions")), engine, new DeployProgress());
    RevisionHistory history = new RevisionHistory(store, registry, failures);
    service = new DeploymentService(store, loader, registry, failures, history, config);
    watch = new DirectoryWatch(config, store, service, registry, failures);
    deploy("x", "one", true);
    watch.begin();
    watch.start(never, Runnable::run);
    never.shutdownNow();
  }

  @AfterEach
  void endScheduler() {
    never.shutdownNow();
  }

  private void deploy(String name, String wrapper, boolean save) {
    PipelineFiles files = Trees.files("pipeline_wrapper.py", wrapper);
    service.deploy(new DeployRequest(new PipelineName(name), files, true, save));
  }

  private void edit(String name, String wrapper) {
    Trees.write(pipelines, name + "/pipeline_wrapper.py", wrapper);
  }

  private Optional<String> serving(String name) {
    return registry.find(name).map(deployment -> deployment.signature().description());
  }

  @Test
  void whatChangesIsDeployedWhenItHasComeToRest() {
    edit("x", "number two");
    edit("y", "new");
    watch.look();
    assertThat(serving("x")).hasValue("one");
    watch.look();
    assertThat(serving("x")).hasValue("number two");
    assertThat(serving("y")).hasValue("new");
  }

  @Test
  void whatCannotBeLoadedLeavesTheOldOneUntilItIsMended() {
    edit("x", "broken");
    watch.look();
    watch.look();
    assertThat(serving("x")).hasValue("one");
    assertThat(failures.find("x")).map(FailedPipeline::error).hasValue("It is broken");
    edit("x", "one");
    watch.look();
    watch.look();
    assertThat(failures.all()).isEmpty();
  }

  @Test
  void whatGoesIsUndeployed() throws IOException {
    Files.delete(pipelines.resolve("x/pipeline_wrapper.py"));
    Files.delete(pipelines.resolve("x"));
    watch.look();
    assertThat(serving("x")).hasValue("one"); // it might be on its way back
    watch.look();
    assertThat(serving("x")).isEmpty();
  }

  @Test
  void whatIsDeployedWithoutBeingSavedStays() {
    deploy("x", "one", false);
    watch.look();
    watch.look();
    assertThat(serving("x")).hasValue("one");
  }

  @Test
  void whatIsServedAlreadyIsNotLoadedAgain() {
    deploy("x", "two", true);
    Trees.write(pipelines, "x/ignored.pyc", "");
    FakeEngine.FakePipeline served = engine.pipelines.get("two");
    watch.look();
    watch.look();
    assertThat(engine.pipelines.get("two")).isSameAs(served);
    assertThat(served.draining).isFalse();
  }
}
