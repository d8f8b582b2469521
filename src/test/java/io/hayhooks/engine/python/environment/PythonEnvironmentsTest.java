// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayhooks.config.BundledFiles;
import io.hayhooks.config.EnvironmentConfig;
import io.hayhooks.config.Settings;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.Revision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Environments and who gets them, made with a Python that only pretends and has no uv. */
class PythonEnvironmentsTest {
  @TempDir private Path bin;
  @TempDir private Path data;
  @TempDir private Path files;
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final List<PythonEnvironments> opened = new ArrayList<>();
  private FakePython python;

  @BeforeEach
  void install() throws IOException {
    python = new FakePython(bin);
    python.install("python3", "python 3 11 7 True False");
  }

  @AfterEach
  void close() {
    opened.forEach(PythonEnvironments::close);
    scheduler.shutdownNow();
  }

  private PythonEnvironments environments(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("HAYHOOKS_DATA_DIR", data.toString());
    PythonEnvironments environments =
        new PythonEnvironments(
            new EnvironmentConfig(Settings.of(all)),
            new BundledFiles("/fake_worker"),
            scheduler,
            new Interpreters(bin.toString()),
            data.resolve("tools"));
    opened.add(environments);
    return environments;
  }

  private PythonEnvironments environments(String given) {
    return environments(Map.of("HAYHOOKS_PYTHON", given));
  }

  private Path interpreter(PythonEnvironments environments) {
    return environments.open(new Revision(new PipelineName("p"), "1", files)).interpreter();
  }

  private PythonEnvironments managed() {
    return environments("");
  }

  private void assertUnavailable(PythonEnvironments environments, String... parts) {
    assertThatThrownBy(() -> interpreter(environments))
        .isInstanceOfSatisfying(
            ServerException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.UNAVAILABLE))
        .hasMessageContainingAll(parts);
  }

  @Test
  void environmentIsMadeOnceAndUsedAgain() throws IOException {
    Path made = interpreter(managed());
    assertThat(made).startsWithRaw(data.resolve("environments")).isExecutable();
    assertThat(interpreter(managed())).isEqualTo(made);
    assertThat(python.pipRuns()).isEqualTo(1);
  }

  @Test
  void loadsAtTheSameTimeShareOneEnvironment() throws IOException {
    PythonEnvironments one = managed();
    PythonEnvironments other = managed(); // as another server would have
    CompletableFuture<?>[] loads =
        Stream.of(one, one, other, one, other)
            .map(
                environments ->
                    CompletableFuture.supplyAsync(
                        () -> interpreter(environments), r -> new Thread(r).start()))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(loads).join();
    assertThat(python.pipRuns()).isEqualTo(1);
  }

  @Test
  void failureSaysWhatPipSaidAndTheNextLoadTriesAgain() throws IOException {
    PythonEnvironments environments = managed();
    python.failPip(true);
    assertUnavailable(environments, "pip", "status 2", "ERROR: no network", "HAYHOOKS_PYTHON");
    python.failPip(false);
    assertThat(interpreter(environments)).isExecutable();
  }

  @Test
  void environmentThatIsNotWholeIsMadeAnew() throws IOException {
    Path made = interpreter(managed());
    Path directory = made.getParent().getParent();
    Files.delete(directory.resolve(".complete"));
    Path leftover = Files.createFile(directory.resolve("leftover"));
    interpreter(managed());
    assertThat(leftover).doesNotExist();
    assertThat(python.pipRuns()).isEqualTo(2);
  }

  @Test
  void environmentWhosePythonIsGoneIsMadeAnew() throws IOException {
    Files.delete(interpreter(managed()));
    assertThat(interpreter(managed())).isExecutable();
    assertThat(python.pipRuns()).isEqualTo(2);
  }

  @Test
  void givenInterpreterIsUsedAsItIs() throws IOException {
    python.install("mine", "python 3 12 0 False True");
    Path mine = bin.resolve("mine");
    assertThat(interpreter(environments(mine.toString()))).isEqualTo(mine);
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void bareNameOfAnInterpreterIsLookedForInThePath() throws IOException {
    python.install("mine", "python 3 12 0 False True");
    assertThat(interpreter(environments("mine"))).isEqualTo(bin.resolve("mine"));
  }

  @Test
  void withoutUvPipInstallsWhatAPipelineNames() throws IOException {
    Files.writeString(files.resolve("requirements.txt"), "six==1.17.0\n");
    Path own = interpreter(managed());
    assertThat(own).isExecutable().isNotEqualTo(interpreter(environments("python3")));
    assertThat(python.pipLines()).element(0).asString().contains("-r " + files);
  }

  @Test
  void withoutUvProjectFilesAreRefused() throws IOException {
    Files.writeString(
        files.resolve("pyproject.toml"), "[project]\nname = \"p\"\ndependencies = [\"six\"]\n");
    assertThatThrownBy(() -> interpreter(managed()))
        .hasMessageContainingAll("pyproject.toml", "requirements.txt")
        .extracting("code")
        .isEqualTo(ErrorCode.PIPELINE_NOT_LOADABLE);
  }

  @Test
  void nothingIsInstalledWhenThatIsSwitchedOff() throws IOException {
    Files.writeString(files.resolve("requirements.txt"), "six==1.17.0\n");
    PythonEnvironments off = environments(Map.of("HAYHOOKS_INSTALL_REQUIREMENTS", "false"));
    Path shared = interpreter(off);
    Files.delete(files.resolve("requirements.txt"));
    assertThat(shared).isEqualTo(interpreter(managed()));
  }

  @Test
  void givenInterpreterThatWillNotDoIsSaid() throws IOException {
    assertUnavailable(environments("/no/python"), "/no/python", "no working Python 3");
    python.install("old", "python 3 8 1 True True");
    assertUnavailable(environments(bin.resolve("old").toString()), "Python 3.8.1");
  }
}
