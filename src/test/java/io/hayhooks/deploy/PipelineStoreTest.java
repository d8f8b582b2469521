// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineFiles;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.PipelineYaml;
import io.hayhooks.pipeline.YamlOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineStoreTest {
  private static final PipelineName NAME = new PipelineName("x");
  private static final PipelineFiles FILES = Trees.files("pipeline_wrapper.py", "new");
  private static final PipelineYaml YAML =
      PipelineYaml.of("inputs: {}", new YamlOptions(Optional.of("new"), Optional.empty()));

  @TempDir Path temp;
  private Path root;
  private PipelineStore store;

  @BeforeEach
  void makeStore() {
    root = temp.resolve("pipelines");
    store =
        new PipelineStore(root, new IgnoredFiles(List.of("*.pyc", "__pycache__")), new Disk(), 0);
    store.recover();
  }

  @Test
  void theDirectoryIsMadeAtStart() {
    assertThat(root).isDirectory();
    assertThat(Trees.read(root)).isEmpty();
  }

  @Test
  void aReplacementIsWholeSoThatOldExtraFilesAreGone() {
    store.save(NAME, Trees.files("pipeline_wrapper.py", "old", "extra/old.txt", "")).complete();
    store.save(NAME, FILES).complete();
    assertThat(Trees.read(root)).containsOnlyKeys("x/pipeline_wrapper.py");
  }

  @Test
  void theOldFilesAreKeptUntilTheChangeIsCompleted() {
    store.save(NAME, Trees.files("pipeline_wrapper.py", "old")).complete();
    SavedChange change = store.save(NAME, FILES);
    assertThat(Trees.read(root).values()).containsExactlyInAnyOrder("old", "new");
    change.undo();
    assertThat(Trees.read(root)).containsOnlyKeys("x/pipeline_wrapper.py").containsValue("old");
  }

  @Test
  void allKindsOfNamesAreDirectories() {
    for (String name : List.of("with space", "héllo", "你好", "a%2Fb", "-rf", ".h", "x.yml", "~")) {
      store.save(new PipelineName(name), FILES).complete();
      assertThat(root.resolve(name)).isDirectory();
    }
    store.remove(new PipelineName("x")).complete(); // must not take x.yml for a YAML pipeline
    assertThat(store.list()).hasSize(8).allMatch(saved -> saved.problem().isEmpty());
  }

  @Test
  void filesOfOthersAreNotTouched() {
    Trees.write(root, "README", "mine");
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> store.save(new PipelineName("README"), FILES))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PIPELINE_EXISTS));
    store.remove(new PipelineName("README")).complete();
    assertThat(Trees.read(root)).containsEntry("README", "mine");
  }

  @Test
  void replacingOrRemovingALinkLeavesItsTargetAlone() throws IOException {
    Path target = temp.resolve("elsewhere");
    Trees.write(target, "pipeline_wrapper.py", "linked");
    Files.createSymbolicLink(root.resolve("x"), target);
    Files.createSymbolicLink(root.resolve("y"), Path.of("x"));
    store.remove(new PipelineName("y")).complete();
    store.save(NAME, FILES).complete();
    store.remove(NAME).complete();
    assertThat(Trees.read(root)).isEmpty();
    assertThat(Trees.read(target)).containsValue("linked");
  }

  @Test
  void anUndoneChangeOfALinkBringsTheLinkBack() throws IOException {
    Trees.write(temp.resolve("elsewhere"), "pipeline_wrapper.py", "linked");
    Files.createSymbolicLink(root.resolve("x"), Path.of("../elsewhere"));
    store.save(NAME, FILES).undo();
    assertThat(Trees.read(root)).containsEntry("x", "-> ../elsewhere");
  }

  @Test
  void theListTellsWhatCanBeLoadedAndWhatNot() throws IOException {
    Trees.write(
        root,
        "good/pipeline_wrapper.py",
        "",
        ".dotted/pipeline_wrapper.py",
        "",
        ".git/config",
        "",
        "__pycache__/x.pyc",
        "",
        "lost+found/x",
        "",
        "empty/notes.txt",
        "",
        "{braces}/pipeline_wrapper.py",
        "",
        "flow.yml",
        "",
        ".hidden.yml",
        "",
        "README.md",
        "");
    Files.createSymbolicLink(root.resolve("broken"), Path.of("nowhere"));
    Files.createSymbolicLink(root.resolve("linked"), Path.of("good"));
    store.save(NAME, FILES);
    assertThat(store.list())
        .extracting(SavedPipeline::name, saved -> saved.problem().isPresent())
        .containsExactly(
            tuple(".dotted", false),
            tuple("broken", true),
            tuple("empty", true),
            tuple("flow", false),
            tuple("good", false),
            tuple("linked", false),
            tuple("x", false),
            tuple("{braces}", true));
  }

  @Test
  void aYamlPipelineIsOneFileBesideWhichNothingOfItsNameStays() {
    Trees.write(root, "x/pipeline_wrapper.py", "old", "x.yaml", "old", "x.yml.bak", "mine");
    store.save(NAME, YAML).complete();
    assertThat(Trees.read(root))
        .containsOnlyKeys("x.yml", "x.yml.bak")
        .containsEntry("x.yml", "inputs: {}\n# hayhooks: {\"description\":\"new\"}");
    store.save(NAME, FILES).complete();
    assertThat(Trees.read(root)).containsOnlyKeys("x/pipeline_wrapper.py", "x.yml.bak");
    store.save(NAME, YAML).complete();
    store.remove(NAME).complete();
    assertThat(Trees.read(root)).containsOnlyKeys("x.yml.bak");
  }

  @Test
  void theSourceAndTheOptionsOfAYamlPipelineAreReadApart() throws IOException {
    store.save(NAME, YAML).complete();
    Path copy = Files.createDirectory(temp.resolve("copy"));
    store.files(store.list().get(0)).writeTo(copy);
    assertThat(Trees.read(copy))
        .containsOnlyKeys("pipeline.json", "pipeline.yml")
        .containsEntry("pipeline.yml", "inputs: {}")
        .containsEntry("pipeline.json", "{\"description\":\"new\"}");
  }

  @Test
  void ofSeveralWithTheSameNameYmlIsBeforeYamlAndBothAreBeforeADirectory() {
    Trees.write(root, "x.yml", "", "x.yaml", "", "x/pipeline_wrapper.py", "");
    Trees.write(root, "y.yaml", "", "y/pipeline_wrapper.py", "");
    assertThat(store.list())
        .extracting(SavedPipeline::entry, SavedPipeline::problem)
        .containsExactly(
            tuple("x/", Optional.of("x/ is not served, as x.yml has the same name")),
            tuple("x.yaml", Optional.of("x.yaml is not served, as x.yml has the same name")),
            tuple("x.yml", Optional.empty()),
            tuple("y/", Optional.of("y/ is not served, as y.yaml has the same name")),
            tuple("y.yaml", Optional.empty()));
  }

  @Test
  void linksToYamlFilesAreYamlPipelines() throws IOException {
    Trees.write(temp, "mounted", "inputs: {}");
    Files.createSymbolicLink(root.resolve("x.yml"), Path.of("../mounted"));
    Files.createSymbolicLink(root.resolve("y.yml"), Path.of("nowhere"));
    Files.createDirectories(root.resolve("z.yml"));
    assertThat(store.list())
        .extracting(SavedPipeline::name, SavedPipeline::problem)
        .containsExactly(
            tuple("x", Optional.empty()),
            tuple("y", Optional.of("y.yml cannot be read")),
            tuple("z.yml", Optional.of("Missing required file: pipeline_wrapper.py")));
    store.save(NAME, YAML).undo();
    assertThat(Trees.read(root)).containsEntry("x.yml", "-> ../mounted");
    store.save(NAME, FILES).complete();
    assertThat(Trees.read(temp)).containsEntry("mounted", "inputs: {}");
  }

  @Test
  void aDirectoryIsNotReplacedByAYamlFile() {
    Trees.write(root, "x.yml/pipeline_wrapper.py", "another pipeline");
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> store.save(NAME, YAML))
        .withMessage("In the pipelines directory, a directory has the name 'x.yml'")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.PIPELINE_EXISTS));
    store.save(NAME, FILES).undo();
    store.remove(NAME).undo();
    assertThat(Trees.read(root)).containsOnlyKeys("x.yml/pipeline_wrapper.py");
  }

  @Test
  void aNameThatIsTooLongForAFileIsSaid() {
    PipelineName longest = new PipelineName("é".repeat(126));
    store.save(longest, FILES).complete();
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> store.save(longest, YAML))
        .withMessageContaining("is longer than 255 bytes")
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
  }

  @Test
  void filesAreReadToTheByteWithoutHiddenAndIgnoredOnes() throws IOException {
    byte[] binary = {(byte) 0xff, (byte) 0xfe, 0, 13, 10};
    Trees.write(
        root,
        "x/pipeline_wrapper.py",
        "wrapper",
        "x/.env",
        "secret",
        "x/.git/config",
        "",
        "x/sub/.h",
        "",
        "x/sub/__pycache__/a.pyc",
        "",
        "x/a.pyc",
        "");
    Files.write(root.resolve("x/sub/model.bin"), binary);
    Path copy = Files.createDirectory(temp.resolve("copy"));
    store.files(store.list().get(0)).writeTo(copy);
    assertThat(copy.resolve("sub/model.bin")).hasBinaryContent(binary);
    try (var paths = Files.walk(copy)) {
      assertThat(paths.filter(Files::isRegularFile)).hasSize(2);
    }
  }

  @Test
  void linksAreFollowedButNotForEver() throws IOException {
    Trees.write(root, "x/..data/pipeline_wrapper.py", "mounted");
    Path directory = root.resolve("x");
    Files.createSymbolicLink(
        directory.resolve("pipeline_wrapper.py"), Path.of("..data/pipeline_wrapper.py"));
    Files.createSymbolicLink(directory.resolve("loop"), Path.of("."));
    Files.createSymbolicLink(directory.resolve("broken"), Path.of("nowhere"));
    Path copy = Files.createDirectory(temp.resolve("copy"));
    store.files(store.list().get(0)).writeTo(copy);
    assertThat(Trees.read(copy)).containsOnlyKeys("pipeline_wrapper.py").containsValue("mounted");
  }

  @Test
  void aPathThatIsNoDirectoryIsSaidWithoutShowingIt() throws IOException {
    Path file = Files.createFile(temp.resolve("file"));
    PipelineStore broken = new PipelineStore(file, new IgnoredFiles(List.of()), new Disk(), 0);
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> broken.save(NAME, FILES))
        .withMessageStartingWith("Pipeline 'x' could not be saved")
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(temp.toString()));
  }
}
