// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PipelineRequirementsTest {
  @TempDir private Path directory;

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private Optional<String> file() throws IOException {
    return PipelineRequirements.in(directory).map(PipelineRequirements::file);
  }

  private String hash(String requirements) throws IOException {
    write("requirements.txt", requirements);
    return PipelineRequirements.in(directory).orElseThrow().hash();
  }

  @Test
  void pipelineThatNamesNothingHasNone() throws IOException {
    assertThat(file()).isEmpty();
    write("requirements.txt", "# six\n\n   # and more\n");
    write("pyproject.toml", "[tool.ruff]\ndependencies = [\"x\"]\n[project]\nname = \"x\"\n");
    write("pipeline_wrapper.py", "# /// script\n# requires-python = '>=3.10'\n# ///\nimport os\n");
    assertThat(file()).isEmpty();
    write("pyproject.toml", "[project]\ndependencies = []\n");
    write("pipeline_wrapper.py", "dependencies = ['six']\n");
    assertThat(file()).isEmpty();
  }

  @Test
  void requirementsFileComesBeforeProjectFileAndThatBeforeTheWrapper() throws IOException {
    write("pipeline_wrapper.py", "# /// script\n# dependencies = ['six']\n# ///\nimport six\n");
    assertThat(file()).hasValue("pipeline_wrapper.py");
    write("pyproject.toml", "[project]\nname = 'p'\ndependencies = [\n  'six',\n]\n");
    assertThat(file()).hasValue("pyproject.toml");
    write("requirements.txt", "six\n");
    assertThat(file()).hasValue("requirements.txt");
  }

  @Test
  void commentsAndOtherFilesDoNotMatter() throws IOException {
    String hash = hash("six==1.17.0\n");
    write("pipeline_wrapper.py", "x = 1\n");
    assertThat(hash("\n# why\n  six==1.17.0   # because\n\n")).isEqualTo(hash);
    assertThat(hash("six==1.16.0\n")).isNotEqualTo(hash);
  }

  @Test
  void codeOfTheWrapperDoesNotMatterBesideItsMetadata() throws IOException {
    String script = "# /// script\n# dependencies = ['six']\n# ///\n";
    write("pipeline_wrapper.py", script + "x = 1\n");
    PipelineRequirements before = PipelineRequirements.in(directory).orElseThrow();
    write("pipeline_wrapper.py", script + "x = 2\n");
    assertThat(PipelineRequirements.in(directory)).hasValue(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-r more.txt", "-c more.txt", "./libs/x.whl", "x @ file:libs/x.whl"})
  void filesThatDecideMatter(String line) throws IOException {
    write("more.txt", "six==1.16.0\n");
    String hash = hash(line);
    write("more.txt", "six==1.17.0\n");
    assertThat(hash(line)).isNotEqualTo(hash);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--index-url https://a.example/simple\nsix", "a @ https://b/a.whl"})
  void filesDoNotMatterForAddresses(String lines) throws IOException {
    String hash = hash(lines);
    write("more.txt", "six==1.17.0\n");
    assertThat(hash(lines)).isEqualTo(hash);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-r ../../secrets.txt",
        "-r/etc/passwd",
        "--requirement=/etc/passwd",
        "--constraint \"../x\"",
        "-c file:///etc/passwd",
        "-r sub/../../x",
        "-r ~/x",
        "-r ${HOME}/x",
        "-r \\\n /etc/passwd",
        "-r sub/inner.txt",
        "-e .",
        "--editable ./x",
      })
  void filesBeyondThePipelineAndEditableOnesAreRefused(String line) throws IOException {
    write("sub/inner.txt", "six\n-r ../../outside.txt\n");
    write("requirements.txt", "six\n" + line + "\n");
    assertThatThrownBy(() -> PipelineRequirements.in(directory))
        .isInstanceOfSatisfying(
            ServerException.class,
            error -> assertThat(error.code()).isEqualTo(ErrorCode.PIPELINE_NOT_LOADABLE))
        .hasMessageContaining("is not possible")
        .hasMessageNotContaining(directory.toString());
  }

  @Test
  void filesOfThePipelineMayIncludeEachOther() throws IOException {
    write("sub/inner.txt", "six\n-r ../requirements.txt\n");
    write("requirements.txt", "-r sub/inner.txt\n-r https://a.example/x.txt\n");
    assertThat(file()).hasValue("requirements.txt");
  }
}
