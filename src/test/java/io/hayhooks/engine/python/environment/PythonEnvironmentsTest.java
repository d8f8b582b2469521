// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayhooks.config.BundledFiles;
import io.hayhooks.config.Settings;
import io.hayhooks.config.WorkerConfig;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The managed environment and who gets it, made with a Python that only pretends. */
class PythonEnvironmentsTest {
  @TempDir private Path bin;
  @TempDir private Path data;
  private FakePython python;

  @BeforeEach
  void install() throws IOException {
    python = new FakePython(bin);
    python.install("python3", "python 3 11 7 True False");
  }

  private PythonEnvironments environments(String given) {
    WorkerConfig config =
        new WorkerConfig(
            Settings.of(Map.of("HAYHOOKS_DATA_DIR", data.toString(), "HAYHOOKS_PYTHON", given)));
    return new PythonEnvironments(
        config, new BundledFiles("/fake_worker"), new Interpreters(bin.toString()));
  }

  private PythonEnvironments managed() {
    return environments("");
  }

  private static void assertUnavailable(PythonEnvironments environments, String... parts) {
    assertThatThrownBy(environments::interpreter)
        .isInstanceOfSatisfying(
            ServerException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.UNAVAILABLE))
        .hasMessageContainingAll(parts);
  }

  @Test
  void environmentIsMadeOnceAndUsedAgain() throws IOException {
    Path made = managed().interpreter();
    assertThat(made).startsWithRaw(data.resolve("environments")).isExecutable();
    assertThat(managed().interpreter()).isEqualTo(made);
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
                        environments::interpreter, r -> new Thread(r).start()))
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
    assertThat(environments.interpreter()).isExecutable();
  }

  @Test
  void environmentThatIsNotWholeIsMadeAnew() throws IOException {
    Path made = managed().interpreter();
    Path directory = made.getParent().getParent();
    Files.delete(directory.resolve(".complete"));
    Path leftover = Files.createFile(directory.resolve("leftover"));
    managed().interpreter();
    assertThat(leftover).doesNotExist();
    assertThat(python.pipRuns()).isEqualTo(2);
  }

  @Test
  void environmentWhosePythonIsGoneIsMadeAnew() throws IOException {
    Files.delete(managed().interpreter());
    assertThat(managed().interpreter()).isExecutable();
    assertThat(python.pipRuns()).isEqualTo(2);
  }

  @Test
  void givenInterpreterIsUsedAsItIs() throws IOException {
    python.install("mine", "python 3 12 0 False True");
    Path mine = bin.resolve("mine");
    assertThat(environments(mine.toString()).interpreter()).isEqualTo(mine);
    assertThat(data).isEmptyDirectory();
  }

  @Test
  void givenInterpreterThatWillNotDoIsSaid() throws IOException {
    assertUnavailable(environments("/no/python"), "/no/python", "no working Python 3");
    python.install("old", "python 3 8 1 True True");
    assertUnavailable(environments(bin.resolve("old").toString()), "Python 3.8.1");
  }
}
