// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hayhooks.config.PipelinesConfig;
import io.hayhooks.config.Settings;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.PipelineYaml;
import io.hayhooks.pipeline.YamlOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class YamlDeploymentTest {
  @TempDir Path temp;

  private final FakeEngine engine = new FakeEngine();
  private final PipelineRegistry registry = new PipelineRegistry(new RecordedChanges());
  private Path pipelines;
  private DeploymentService service;

  @BeforeEach
  void makeService() {
    pipelines = temp.resolve("pipelines");
    PipelineStore store = new PipelineStore(pipelines, new IgnoredFiles(List.of()), new Disk(), 0);
    FailedPipelines failures = new FailedPipelines();
    service =
        new DeploymentService(
            store,
            new PipelineLoader(
                new RevisionStore(temp.resolve("revisions")), engine, new DeployProgress()),
            registry,
            failures,
            new RevisionHistory(store, registry, failures),
            new PipelinesConfig(Settings.of(Map.of())));
  }

  private void deployFiles(String name, String wrapper) {
    service.deploy(
        new DeployRequest(
            new PipelineName(name), Trees.files("pipeline_wrapper.py", wrapper), true, true));
  }

  private String serving() {
    return registry.find("x").orElseThrow().signature().description();
  }

  private void deployYaml(String name, String source, boolean save) {
    PipelineYaml yaml =
        PipelineYaml.of(source, new YamlOptions(Optional.of("described"), Optional.empty()));
    service.deploy(new DeployRequest(new PipelineName(name), yaml, true, save));
  }

  @Test
  void aYamlPipelineReplacesFilesAndTheOtherWayRound() {
    deployFiles("x", "one");
    deployYaml("x", "two", true);
    assertThat(serving()).isEqualTo("two");
    assertThat(Trees.read(pipelines))
        .containsOnlyKeys("x.yml")
        .containsValue("two\n# hayhooks: {\"description\":\"described\"}");
    assertThat(Trees.read(engine.pipelines.get("two").revision.directory()))
        .containsEntry("pipeline.yml", "two")
        .containsEntry("pipeline.json", "{\"description\":\"described\"}");
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> deployFiles("x", "broken"))
        .withMessage("It is broken");
    assertThat(Trees.read(pipelines)).containsOnlyKeys("x.yml");
    deployFiles("x", "three");
    assertThat(Trees.read(pipelines)).containsOnlyKeys("x/pipeline_wrapper.py");
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> deployYaml("x", "broken", true));
    assertThat(Trees.read(pipelines)).containsOnlyKeys("x/pipeline_wrapper.py");
    deployYaml("x", "four", false);
    assertThat(Trees.read(pipelines)).isEmpty();
    assertThat(serving()).isEqualTo("four");
  }

  @Test
  void undeployTakesAYamlFileAway() {
    deployYaml("x", "one", true);
    service.undeploy("x");
    assertThat(Trees.read(pipelines)).isEmpty();
  }
}
