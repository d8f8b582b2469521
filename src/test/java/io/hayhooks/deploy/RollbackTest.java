// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.hayhooks.config.PipelinesConfig;
import io.hayhooks.config.Settings;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineContent;
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

class RollbackTest {
  @TempDir Path temp;

  private FakeEngine engine;
  private PipelineRegistry registry;
  private FailedPipelines failures;
  private Path pipelines;
  private DeploymentService service;
  private RevisionHistory history;

  @BeforeEach
  void start() {
    start(new Disk(), 3);
  }

  /** A server's start; the pipelines directory stays. */
  private void start(Disk disk, int revisionsKept) {
    engine = new FakeEngine();
    registry = new PipelineRegistry(new RecordedChanges());
    failures = new FailedPipelines();
    pipelines = temp.resolve("pipelines");
    PipelineLoader loader =
        new PipelineLoader(
            new RevisionStore(temp.resolve("revisions")), engine, new DeployProgress());
    PipelinesConfig config = new PipelinesConfig(Settings.of(Map.of()));
    IgnoredFiles ignored = new IgnoredFiles(List.of("*.pyc"));
    PipelineStore kept = new PipelineStore(pipelines, ignored, new Disk(), revisionsKept);
    new StartupLoader(kept, new Examples(config), loader, registry, failures).load(Runnable::run);
    PipelineStore store = new PipelineStore(pipelines, ignored, disk, revisionsKept);
    history = new RevisionHistory(store, registry, failures);
    service = new DeploymentService(store, loader, registry, failures, history, config);
  }

  private String deploy(PipelineContent content, boolean save) {
    return service
        .deploy(new DeployRequest(new PipelineName("x"), content, true, save))
        .revision()
        .id();
  }

  private String deploy(String wrapper) {
    return deploy(Trees.files("pipeline_wrapper.py", wrapper), true);
  }

  private String rollback() {
    return service.rollback("x", Optional.empty()).signature().description();
  }

  private String saved() {
    return Trees.read(pipelines.resolve("x")).get("pipeline_wrapper.py");
  }

  private String serving() {
    return registry.find("x").orElseThrow().signature().description();
  }

  private List<String> ids() {
    return history.list("x").stream().map(KnownRevision::id).toList();
  }

  @Test
  void returnsToWhatServedBeforeAndBackAgain() {
    String one = deploy("one");
    String two = deploy("two");
    assertThat(ids()).containsExactly(two, one);
    assertThat(rollback()).isEqualTo("one");
    assertThat(serving()).isEqualTo(saved()).isEqualTo("one");
    assertThat(engine.pipelines.get("two").draining).isTrue();
    assertThat(history.list("x"))
        .extracting(KnownRevision::id, KnownRevision::isCurrent, KnownRevision::isYaml)
        .containsExactly(tuple(one, true, false), tuple(two, false, false));
    assertThat(rollback()).isEqualTo("two");
  }

  @Test
  void showsTheFilesOfARevision() {
    String one = deploy(Trees.files("pipeline_wrapper.py", "one", "a/b.txt", "ü"), true);
    String yaml = deploy(PipelineYaml.of("a: b", YamlOptions.NONE), true);
    assertThat(history.content("x", one).files())
        .extracting(RevisionFile::path, RevisionFile::size, file -> file.text().orElseThrow())
        .containsExactly(tuple("a/b.txt", 2L, "ü"), tuple("pipeline_wrapper.py", 3L, "one"));
    RevisionContent present = history.content("x", yaml);
    assertThat(present.revision().isCurrent()).isTrue();
    assertThat(present.files())
        .extracting(RevisionFile::path, file -> file.text().orElseThrow())
        .containsExactly(tuple("pipeline.yml", "a: b"));
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> history.content("x", "0"))
        .withMessageContaining(one);
  }

  @Test
  void showsWhatServesAlsoWhenNothingIsKept() {
    start(new Disk(), 0);
    String id = deploy(Trees.files("pipeline_wrapper.py", "one", "model.bin", "a\0"), true);
    assertThat(history.content("x", id).files())
        .extracting(RevisionFile::path, file -> file.text().isPresent())
        .containsExactly(tuple("model.bin", false), tuple("pipeline_wrapper.py", true));
  }

  @Test
  void returnsToTheRevisionThatIsNamedAcrossForms() {
    YamlOptions options = new YamlOptions(Optional.of("described"), Optional.of(true));
    String yaml = deploy(PipelineYaml.of("a: b", options), true);
    String files =
        deploy(Trees.files("pipeline_wrapper.py", "one", ".env", "x", "a.pyc", "y"), true);
    deploy("two");
    assertThat(service.rollback("x", Optional.of(yaml)).revision().id()).isEqualTo(yaml);
    assertThat(Trees.read(pipelines))
        .containsEntry(
            "x.yml", "a: b\n# hayhooks: {\"description\":\"described\",\"skip_mcp\":true}");
    assertThat(history.list("x").get(0).isYaml()).isTrue();
    assertThat(service.rollback("x", Optional.of(files)).revision().id()).isEqualTo(files);
    assertThat(Trees.read(pipelines.resolve("x")))
        .isEqualTo(Map.of("pipeline_wrapper.py", "one", ".env", "x", "a.pyc", "y"));
  }

  @Test
  void theSameContentAgainIsTheSameRevision() {
    String one = deploy("one");
    String two = deploy("two");
    assertThat(deploy("one")).isEqualTo(one);
    assertThat(ids()).containsExactly(one, two);
  }

  @Test
  void onlyTheLastOnesAreKept() {
    deploy("one");
    List<String> last = List.of(deploy("four"), deploy("three"), deploy("two"));
    assertThat(ids()).containsExactly(last.get(2), last.get(1), last.get(0));
  }

  @Test
  void aRestartKeepsTheListAndWhatWasRolledBackTo() {
    String one = deploy("one");
    String two = deploy("two");
    rollback();
    start();
    assertThat(serving()).isEqualTo("one");
    assertThat(history.list("x"))
        .extracting(KnownRevision::id, KnownRevision::isCurrent)
        .containsExactly(tuple(one, true), tuple(two, false));
  }

  @Test
  void filesThatCameByHandAreARevisionOnceTheyAreReplaced() {
    Trees.write(pipelines, "x/pipeline_wrapper.py", "mine", "x/a.pyc", "product");
    start();
    assertThat(history.list("x")).singleElement().matches(KnownRevision::isCurrent);
    String mine = ids().get(0);
    String one = deploy("one");
    assertThat(ids()).containsExactly(one, mine);
    assertThat(rollback()).isEqualTo("mine");
    assertThat(Trees.read(pipelines.resolve("x"))).containsOnlyKeys("pipeline_wrapper.py");
  }

  @Test
  void aYamlFileThatCameByHandIsARevisionOnceItIsReplaced() {
    Trees.write(pipelines, "x.yaml", "mine\n# hayhooks: {\"skip_mcp\":true}\n");
    start();
    String mine = ids().get(0);
    assertThat(ids()).containsExactly(mine);
    String one = deploy("one");
    assertThat(ids()).containsExactly(one, mine);
    assertThat(rollback()).isEqualTo("mine\n");
    assertThat(ids()).containsExactly(mine, one);
  }

  @Test
  void aRevisionThatNoLongerLoadsChangesNothing() {
    Trees.write(pipelines, "x/pipeline_wrapper.py", "one");
    start();
    Trees.write(pipelines, "x/pipeline_wrapper.py", "broken"); // edited while it serves
    deploy("two");
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(this::rollback)
        .withMessage("It is broken");
    assertThat(serving()).isEqualTo(saved()).isEqualTo("two");
  }

  @Test
  void aFullDiskChangesNothing() {
    String one = deploy("one");
    String two = deploy("two");
    start(new FailingDisk(FailingDisk.Fault.ERROR, 1), 3);
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(this::rollback)
        .withMessage("Pipeline 'x' could not be saved: No space left on device");
    assertThat(serving()).isEqualTo(saved()).isEqualTo("two");
    assertThat(engine.pipelines.get("one").stopped).isTrue();
    assertThat(ids()).containsExactly(two, one);
  }

  @Test
  void whatIsNotThereIsTold() {
    assertRefused("nope", Optional.empty(), ErrorCode.PIPELINE_NOT_FOUND, "'nope' not found");
    assertRefused("../x", Optional.empty(), ErrorCode.PIPELINE_NOT_FOUND, "'../x' not found");
    String one = deploy("one");
    assertRefused("x", Optional.empty(), ErrorCode.NO_EARLIER_REVISION, "no earlier revision");
    assertRefused("x", Optional.of("../y"), ErrorCode.NOT_FOUND, "there are " + one);
    assertThatExceptionOfType(ServerException.class).isThrownBy(() -> history.list("nope"));
  }

  private void assertRefused(String name, Optional<String> wanted, ErrorCode code, String message) {
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> service.rollback(name, wanted))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void undeployAndUnsavedDeploymentsLeaveNoRevisions() {
    deploy("one");
    deploy("two");
    deploy(Trees.files("pipeline_wrapper.py", "three"), false);
    assertThat(history.list("x")).singleElement().matches(KnownRevision::isCurrent);
    assertRefused("x", Optional.empty(), ErrorCode.NO_EARLIER_REVISION, "no earlier revision");
    deploy("four");
    service.undeploy("x");
    assertThat(Trees.read(pipelines)).isEmpty();
  }

  @Test
  void noneAreKeptWhenTheOperatorWantsNone() {
    start(new Disk(), 0);
    deploy("one");
    deploy("two");
    assertThat(Trees.read(pipelines)).containsOnlyKeys("x/pipeline_wrapper.py");
    assertRefused("x", Optional.of("abc"), ErrorCode.NOT_FOUND, "none is kept");
  }

  @Test
  void revisionsOfAPipelineThatWasDeletedByHandGoAtTheNextStart() throws Exception {
    deploy("one");
    new Disk().deleteTree(pipelines.resolve("x"));
    start();
    assertThat(Trees.read(pipelines)).isEmpty();
  }
}
