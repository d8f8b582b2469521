// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

import io.hayhooks.config.PipelinesConfig;
import io.hayhooks.config.Settings;
import io.hayhooks.deploy.FakeEngine.FakePipeline;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineFiles;
import io.hayhooks.pipeline.PipelineName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeploymentServiceTest {
  @TempDir Path temp;

  private final FakeEngine engine = new FakeEngine();
  private final RecordedChanges changes = new RecordedChanges();
  private final PipelineRegistry registry = new PipelineRegistry(changes);
  private final FailedPipelines failures = new FailedPipelines();
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private Path pipelines;
  private DeploymentService service;

  @BeforeEach
  void makeService() {
    pipelines = temp.resolve("pipelines");
    service = service(new Disk());
  }

  private DeploymentService service(Disk disk) {
    PipelinesConfig config =
        new PipelinesConfig(Settings.of(Map.of("HAYHOOKS_MAX_FILE_SIZE", "20")));
    PipelineStore store = new PipelineStore(pipelines, new IgnoredFiles(List.of()), disk, 0);
    PipelineLoader loader =
        new PipelineLoader(
            new RevisionStore(temp.resolve("revisions")), engine, new DeployProgress());
    RevisionHistory history = new RevisionHistory(store, registry, failures);
    return new DeploymentService(store, loader, registry, failures, history, config);
  }

  @AfterEach
  void endCallers() {
    callers.shutdownNow();
  }

  private static DeployRequest request(
      String name, String wrapper, boolean overwrite, boolean saveFiles) {
    PipelineFiles files = Trees.files("pipeline_wrapper.py", wrapper);
    return new DeployRequest(new PipelineName(name), files, overwrite, saveFiles);
  }

  private Deployment deploy(String name, String wrapper) {
    return service.deploy(request(name, wrapper, false, true));
  }

  private Deployment overwrite(String name, String wrapper) {
    return service.deploy(request(name, wrapper, true, true));
  }

  private String serving(String name) {
    return registry.find(name).orElseThrow().signature().description();
  }

  private String saved(String name) {
    return Trees.read(pipelines.resolve(name)).get("pipeline_wrapper.py");
  }

  private List<String> revisions() {
    return Trees.read(temp.resolve("revisions")).values().stream()
        .filter(text -> !text.isEmpty())
        .sorted()
        .toList();
  }

  @Test
  void aDeployedPipelineIsServedSavedAndAnnounced() {
    deploy("x", "one");
    assertThat(serving("x")).isEqualTo("one");
    assertThat(saved("x")).isEqualTo("one");
    assertThat(changes.names).containsExactly("x");
  }

  @Test
  void aNameIsTakenUnlessItMayBeOverwritten() {
    deploy("x", "one");
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> deploy("x", "two"))
        .withMessage("Pipeline 'x' already exists")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PIPELINE_EXISTS));
    assertThat(serving("x")).isEqualTo("one");
    overwrite("x", "two");
    assertThat(serving("x")).isEqualTo("two");
  }

  @Test
  void anOverwrittenPipelineMovesToTheEnd() {
    deploy("a", "one");
    deploy("b", "two");
    overwrite("a", "three");
    assertThat(registry.all()).extracting(d -> d.name().value()).containsExactly("b", "a");
  }

  @Test
  void overwriteKeepsTheOldOneWhenTheNewOneFailsToLoad() {
    deploy("x", "one");
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> overwrite("x", "broken"))
        .withMessage("It is broken");
    assertThatIllegalStateException().isThrownBy(() -> overwrite("x", "buggy"));
    assertThat(serving("x")).isEqualTo("one");
    assertThat(saved("x")).isEqualTo("one");
    assertThat(revisions()).containsExactly("one");
    assertThat(engine.pipelines.get("one").draining).isFalse();
    assertThat(changes.names).containsExactly("x");
  }

  @Test
  void nothingStaysOfANewPipelineThatFailsToLoad() {
    assertThatExceptionOfType(ServerException.class).isThrownBy(() -> deploy("x", "broken"));
    assertThat(registry.all()).isEmpty();
    assertThat(pipelines).doesNotExist();
    assertThat(revisions()).isEmpty();
  }

  @Test
  void aFullDiskStopsTheNewPipelineAndKeepsTheOldOne() {
    deploy("x", "one");
    service = service(new FailingDisk(FailingDisk.Fault.ERROR, 1));
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> overwrite("x", "two"))
        .withMessage("Pipeline 'x' could not be saved: No space left on device");
    assertThat(engine.pipelines.get("two").stopped).isTrue();
    assertThat(serving("x")).isEqualTo("one");
    assertThat(saved("x")).isEqualTo("one");
    assertThat(revisions()).containsExactly("one");
  }

  @Test
  void theOldOneDrainsInTheBackgroundAndItsFilesGoWhenItIsDone() {
    deploy("x", "one");
    FakePipeline old = engine.pipelines.get("one");
    overwrite("x", "two");
    assertThat(old.draining).isTrue();
    assertThat(old.revision.directory()).isDirectory();
    old.drained.complete(null);
    assertThat(old.revision.directory()).doesNotExist();
    assertThat(revisions()).containsExactly("two");
  }

  @Test
  void unsavedFilesAreNowhereInThePipelinesDirectory() {
    service.deploy(request("x", "one", false, false));
    assertThat(serving("x")).isEqualTo("one");
    assertThat(pipelines).doesNotExist();
  }

  @Test
  void anUnsavedPipelineTakesTheSavedFilesOfTheOneThatItReplacesAway() {
    deploy("x", "one");
    service.deploy(request("x", "two", true, false));
    assertThat(Trees.read(pipelines)).isEmpty();
  }

  @Test
  void anUnsavedPipelineLeavesWhatIsSavedUnderItsNameButNotServed() {
    Trees.write(pipelines, "x/pipeline_wrapper.py", "mine");
    service.deploy(request("x", "two", true, false));
    assertThat(saved("x")).isEqualTo("mine");
  }

  @Test
  void aFileOverTheLimitIsRefusedBeforeAnythingIsDone() {
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> deploy("x", "a wrapper of more than twenty bytes"))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.TOO_LARGE));
    assertThat(temp).isEmptyDirectory();
  }

  @Test
  void deploymentsOfOneNameComeOneAfterTheOther() {
    List<CompletableFuture<Deployment>> rivals =
        List.of(
            CompletableFuture.supplyAsync(() -> deploy("x", "wait"), callers),
            CompletableFuture.supplyAsync(() -> deploy("x", "wait"), callers));
    await().until(() -> engine.loading.get() == 1);
    engine.goOn.complete(null);
    await().until(() -> rivals.stream().allMatch(CompletableFuture::isDone));
    assertThat(engine.mostLoading).hasValue(1);
    assertThat(rivals.stream().filter(CompletableFuture::isCompletedExceptionally)).hasSize(1);
    assertThat(revisions()).containsExactly("wait");
  }

  @Test
  void deploymentsOfDifferentNamesDoNotWaitForEachOther() {
    CompletableFuture<Deployment> slow =
        CompletableFuture.supplyAsync(() -> deploy("slow", "wait"), callers);
    await().until(() -> engine.loading.get() == 1);
    deploy("fast", "one");
    service.undeploy("fast");
    assertThat(slow).isNotDone();
    engine.goOn.complete(null);
    assertThat(slow.join().name().value()).isEqualTo("slow");
  }

  @Test
  void undeployTakesThePipelineAndItsFilesAwayAndLetsItFinish() {
    deploy("x", "one");
    service.undeploy("x");
    assertThat(registry.find("x")).isEmpty();
    assertThat(Trees.read(pipelines)).isEmpty();
    FakePipeline old = engine.pipelines.get("one");
    assertThat(old.draining).isTrue();
    assertThat(old.revision.directory()).isDirectory();
    old.drained.complete(null);
    assertThat(revisions()).isEmpty();
    assertThat(changes.names).containsExactly("x", "x");
  }

  @Test
  void undeployOfWhatIsNotThereSaysSo() {
    for (String name : List.of("nope", "../x", "", ".hayhooks")) {
      assertThatExceptionOfType(ServerException.class)
          .isThrownBy(() -> service.undeploy(name))
          .withMessage("Pipeline '%s' not found".formatted(name))
          .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PIPELINE_NOT_FOUND));
    }
  }

  @Test
  void undeployKeepsServingWhenTheFilesCannotBeRemoved() {
    deploy("x", "one");
    service = service(new FailingDisk(FailingDisk.Fault.ERROR, 1));
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> service.undeploy("x"))
        .withMessage("Pipeline 'x' could not be removed: No space left on device");
    assertThat(serving("x")).isEqualTo("one");
    assertThat(saved("x")).isEqualTo("one");
  }

  @Test
  void aPipelineThatFailedAtStartCanBeDeployedAnewOrUndeployed() {
    Trees.write(pipelines, "x/pipeline_wrapper.py", "broken", "y/pipeline_wrapper.py", "broken");
    failures.add(new FailedPipeline("x", "It is broken"));
    failures.add(new FailedPipeline("y", "It is broken"));
    deploy("x", "one");
    service.undeploy("y");
    assertThat(failures.all()).isEmpty();
    assertThat(serving("x")).isEqualTo("one");
    assertThat(Trees.read(pipelines)).containsOnlyKeys("x/pipeline_wrapper.py");
  }

  @Test
  void anObserverThatFailsDoesNotStopADeployment() {
    changes.failing = true;
    deploy("x", "one");
    service.undeploy("x");
    assertThat(changes.names).hasSize(2);
  }

  @Test
  void aRunningServerReadsTheFilesOfItsOwnRevisionWhateverHappensToTheSavedOnes()
      throws IOException {
    deploy("x", "one");
    Files.writeString(pipelines.resolve("x/pipeline_wrapper.py"), "edited");
    assertThat(Trees.read(engine.pipelines.get("one").revision.directory()))
        .containsEntry("pipeline_wrapper.py", "one");
  }

  @Test
  void aCallerThatWaitsForItsTurnGetsTheErrorOfItsOwnDeployment() {
    CompletableFuture<Deployment> first =
        CompletableFuture.supplyAsync(() -> deploy("x", "wait"), callers);
    await().until(() -> engine.loading.get() == 1);
    CompletableFuture<Deployment> second =
        CompletableFuture.supplyAsync(() -> overwrite("x", "broken"), callers);
    engine.goOn.complete(null);
    first.join();
    assertThatExceptionOfType(CompletionException.class)
        .isThrownBy(second::join)
        .withMessageContaining("It is broken");
    assertThat(serving("x")).isEqualTo("wait");
  }
}
