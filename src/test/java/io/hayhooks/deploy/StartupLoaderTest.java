// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.hayhooks.config.BundledFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartupLoaderTest {
  @TempDir Path temp;

  private final FakeEngine engine = new FakeEngine();
  private final RecordedChanges changes = new RecordedChanges();
  private final PipelineRegistry registry = new PipelineRegistry(changes);
  private final FailedPipelines failures = new FailedPipelines();

  private void load(boolean examples) {
    load(temp.resolve("pipelines"), examples);
  }

  private void load(Path pipelines, boolean examples) {
    StartupLoader loader =
        new StartupLoader(
            new PipelineStore(pipelines, new IgnoredFiles(List.of()), new Disk(), 0),
            new Examples(examples, new BundledFiles("/deploy-test-examples")),
            new PipelineLoader(
                new RevisionStore(temp.resolve("revisions")), engine, new DeployProgress()),
            registry,
            failures);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      loader.load(threads);
    } finally {
      threads.shutdownNow();
    }
  }

  private List<String> serving() {
    return registry.all().stream().map(deployment -> deployment.name().value()).toList();
  }

  @Test
  void allThatIsSavedIsServedInTheOrderOfTheNames() {
    for (String name : List.of("c", "a", "d", "b", "B")) {
      Trees.write(temp, "pipelines/" + name + "/pipeline_wrapper.py", "wrapper of " + name);
    }
    load(false);
    assertThat(serving()).containsExactly("B", "a", "b", "c", "d");
    assertThat(changes.names).hasSize(5);
  }

  @Test
  void whatCannotBeLoadedIsTold() {
    Trees.write(
        temp.resolve("pipelines"),
        "broken/pipeline_wrapper.py",
        "broken",
        "buggy/pipeline_wrapper.py",
        "buggy",
        "empty/x",
        "",
        "flow.yaml",
        "broken",
        "good/pipeline_wrapper.py",
        "one");
    load(false);
    assertThat(serving()).containsExactly("good");
    assertThat(failures.all())
        .extracting(FailedPipeline::name, FailedPipeline::error)
        .containsExactly(
            tuple("broken", "It is broken"),
            tuple("buggy", "Internal server error; the server's log says more"),
            tuple("empty", "Missing required file: pipeline_wrapper.py"),
            tuple("flow", "It is broken"));
  }

  @Test
  void whatIsNotServedBecauseAnotherHasItsNameIsToldBesideIt() {
    Trees.write(
        temp.resolve("pipelines"),
        "x.yml",
        "one",
        "x.yaml",
        "two",
        "x/pipeline_wrapper.py",
        "three",
        "y.yml",
        "broken",
        "y/pipeline_wrapper.py",
        "four");
    load(false);
    assertThat(serving()).containsExactly("x");
    assertThat(registry.find("x").orElseThrow().signature().description()).isEqualTo("one");
    assertThat(failures.all())
        .extracting(FailedPipeline::name, FailedPipeline::error)
        .containsExactly(
            tuple(
                "x",
                "x/ is not served, as x.yml has the same name; "
                    + "x.yaml is not served, as x.yml has the same name"),
            tuple("y", "y/ is not served, as y.yml has the same name; It is broken"));
  }

  @Test
  void anInterruptedDeploymentIsSettledFirst() throws IOException {
    Path pipelines = temp.resolve("pipelines");
    Trees.write(
        pipelines,
        ".hayhooks/replaced/x/x/pipeline_wrapper.py",
        "old",
        ".hayhooks/staged/1234/pipeline_wrapper.py",
        "half",
        ".hayhooks/staged/5678",
        "perhaps another server's");
    Instant longAgo = Instant.now().minus(Duration.ofHours(2));
    Files.setLastModifiedTime(pipelines.resolve(".hayhooks/staged/1234"), FileTime.from(longAgo));
    load(false);
    assertThat(serving()).containsExactly("x");
    assertThat(Trees.read(pipelines))
        .containsOnlyKeys("x/pipeline_wrapper.py", ".hayhooks/staged/5678");
  }

  @Test
  void aServerWithoutItsDirectoryStartsAllTheSame() {
    Trees.write(temp, "file", "");
    load(temp.resolve("file"), true);
    assertThat(serving()).containsExactly("first", "second");
  }

  @Test
  void examplesAreServedButNotSaved() {
    load(true);
    assertThat(serving()).containsExactly("first", "second");
    assertThat(Trees.read(temp.resolve("pipelines"))).isEmpty();
    assertThat(Trees.read(registry.find("second").orElseThrow().revision().directory()))
        .containsOnlyKeys("pipeline_wrapper.py", "sub/helper.py");
  }

  @Test
  void anExampleNeverStandsInForAUsersPipeline() {
    Trees.write(
        temp.resolve("pipelines"),
        "first/pipeline_wrapper.py",
        "my own",
        "second/pipeline_wrapper.py",
        "broken");
    load(true);
    assertThat(serving()).containsExactly("first");
    assertThat(registry.find("first").orElseThrow().signature().description()).isEqualTo("my own");
  }
}
