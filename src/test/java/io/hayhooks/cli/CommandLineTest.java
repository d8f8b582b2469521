// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.cli.command.Commands;
import io.hayhooks.cli.terminal.Screen;
import java.io.BufferedReader;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** The command line as a whole; what needs a server is tested against one. */
final class CommandLineTest {
  private static final String NOBODY = "http://localhost:1";

  private final Screen screen = Screen.unwatched();
  private final CommandLine commands =
      Main.commandLine(
          screen.terminal(),
          new Commands(screen.terminal(), new BufferedReader(Reader.nullReader()), List.of()));

  @TempDir private Path directory;

  /** Hayhooks' own commands and options, from its help. */
  @ParameterizedTest
  @CsvSource({
    "run,--host -h --port -p --pipelines-dir -d --root-path --additional-python-path --workers -w"
        + " --reload -r --with-chainlit --with-monitoring --without-monitoring --with-tracing"
        + " --without-tracing --chainlit-path --chainlit-custom-elements-dir --help",
    "status,--help",
    "pipeline deploy-files,--name -n --overwrite -o --skip-saving-files -s --help",
    "pipeline deploy-yaml,--name -n --overwrite -o --description --skip-mcp --save-file"
        + " --no-save-file --help",
    "pipeline undeploy,--help",
    "pipeline run,--file -f --dir -d --param -p --stream -s --help",
    "pipeline deploy,--help",
    "mcp run,--host -h --port -p --pipelines-dir -d --additional-python-path --json-response -j"
        + " --debug --help",
    "a2a run,--host -h --port -p --pipelines-dir -d --additional-python-path --external-url"
        + " --debug --help",
    "dashboard,--url --pipeline --traces --interval --once --json --help"
  })
  void everyOptionOfHayhooksIsThere(String command, String options) {
    CommandLine found = commands;
    for (String name : command.split(" ", -1)) {
      found = found.getSubcommands().get(name);
    }
    CommandLine.Model.CommandSpec spec = found.getCommandSpec();
    assertThat(Arrays.asList(options.split(" ", -1)))
        .allMatch(
            name -> spec.findOption(name) != null || spec.negatedOptionsMap().containsKey(name));
  }

  @ParameterizedTest
  @CsvSource({
    "2,bogus",
    "2,pipeline",
    "2,pipeline deploy-files .",
    "2,pipeline run",
    "2,status --port http",
    "2,status --url x",
    "2,chat",
    "2,dashboard --interval=-1",
    "2,completion fish",
    "2,mcp",
    "0,--help",
    "0,pipeline --help",
    "0,run --help",
    "0,--version",
    "0,pipeline deploy x --any y",
    "0,completion bash",
    "0,--show-completion",
    "2,",
    "1,pipeline deploy-yaml nowhere.yml",
    "1,pipeline run x -p novalue",
    "1,pipeline run x -f nowhere",
    "1,dashboard"
  })
  void theExitStatusIsThatOfHayhooks(int status, String command) {
    assertThat(commands.execute(command == null ? new String[0] : command.split(" ", -1)))
        .isEqualTo(status);
    assertThat(status == 0 ? screen.out() + "-" : screen.err()).isNotEmpty();
  }

  @Test
  void whereNobodyAnswersOneLineSaysWhatToDo() {
    assertThat(commands.execute("status", "--url", NOBODY)).isEqualTo(1);
    assertThat(screen.out()).isEmpty();
    assertThat(screen.err())
        .isEqualToNormalizingNewlines(
            "✘ Error: Hayhooks server is not responding at http://localhost:1."
                + " To start one, run `hayhooks run`.\n");
  }

  @ParameterizedTest
  @CsvSource({"wrapper,pipeline_wrapper.py", "YAML,pipeline.yml"})
  void aTemplateIsWrittenOnce(String template, String file) {
    String target = directory.resolve("mine").toString();
    String[] command = {"pipeline", "init", "--template", template, target};
    assertThat(commands.execute(command)).isZero();
    assertThat(directory.resolve("mine").resolve(file)).isNotEmptyFile();
    assertThat(screen.out()).contains("hayhooks pipeline deploy-");
    assertThat(commands.execute(command)).isEqualTo(1);
    assertThat(screen.err()).contains("is there already, and not empty");
  }

  @Test
  void shellsCompleteAllCommands() {
    assertThat(commands.execute("completion", "zsh")).isZero();
    assertThat(screen.out()).contains("bashcompinit", "deploy-files", "rollback", "--api-key");
  }

  @Test
  void hayhooksWordsWithoutMeaningAreTold() {
    Overrides overrides = new Overrides();
    overrides.put("HAYHOOKS_CHAINLIT_ENABLED", true);
    try {
      overrides.load(screen.terminal());
    } finally {
      System.clearProperty("HAYHOOKS_CHAINLIT_ENABLED");
    }
    assertThat(screen.err())
        .contains("HAYHOOKS_CHAINLIT_ENABLED has no effect: there is no Chainlit");
  }
}
