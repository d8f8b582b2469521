// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InterpretersTest {
  @TempDir private Path directory;
  private FakePython python;
  private Interpreters interpreters;

  @BeforeEach
  void prepare() {
    python = new FakePython(directory);
    interpreters = new Interpreters("/nowhere::" + directory);
  }

  @Test
  void newestByNameWins() throws IOException {
    python.install("python3", "python 3 11 7 True False");
    python.install("python3.12", "python 3 12 1 True True");
    assertThat(interpreters.find())
        .isEqualTo(
            new Interpreter(
                directory.resolve("python3.12"), new PythonVersion(3, 12, 1), true, true));
  }

  @Test
  void brokenOldAndIncompleteOnesArePassedOver() throws IOException {
    python.install("python3.13", "command not found");
    python.install("python3.12", "python 3 12 1 False False");
    python.install("python3", "python 3 9 2 True False");
    python.install("python", "python 3 10 0 True False");
    assertThat(interpreters.find().version()).hasToString("3.10.0");
  }

  @Test
  void missingPythonIsSaidWithWhatToDo() {
    assertThatThrownBy(interpreters::find)
        .isInstanceOf(ServerException.class)
        .hasMessageStartingWith("There is no Python on this machine. Install Python 3.10 or newer")
        .hasMessageContaining("HAYHOOKS_PYTHON");
  }

  @Test
  void oldPythonIsSaid() throws IOException {
    python.install("python3", "python 3 9 2 True False");
    assertThatThrownBy(interpreters::find).hasMessageStartingWith("Python 3.9.2 is too old.");
  }

  @Test
  void missingVenvModuleIsSaid() throws IOException {
    python.install("python3", "python 3 11 2 False False");
    python.install("python", "python 3 9 2 True False");
    assertThatThrownBy(interpreters::find)
        .hasMessageStartingWith("Python 3.11.2 has no venv module.")
        .hasMessageContaining("python3-venv");
  }

  @Test
  void realPythonAnswers() {
    assertThat(new Interpreters(System.getenv("PATH")).find().version().isSupported()).isTrue();
  }
}
