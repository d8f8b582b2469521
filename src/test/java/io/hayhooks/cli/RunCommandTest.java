// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.cli.command.Commands;
import io.hayhooks.cli.terminal.Surroundings;
import io.hayhooks.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class RunCommandTest {
  private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

  @AfterEach
  void forgetOptions() {
    System.clearProperty("HAYHOOKS_PORT");
  }

  private CommandLine commandLine() {
    PrintStream stream = new PrintStream(errors, true, StandardCharsets.UTF_8);
    Terminal terminal = new Terminal(stream, stream, Surroundings.NOBODY);
    BufferedReader nothing = new BufferedReader(Reader.nullReader());
    return Main.commandLine(terminal, new Commands(terminal, nothing, List.of()));
  }

  private int execute(String... arguments) {
    return commandLine().execute(arguments);
  }

  @Test
  void aBadSettingIsOneLineAndStatusTwo() {
    assertThat(execute("run", "--port", "http")).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8).lines())
        .singleElement()
        .asString()
        .contains("HAYHOOKS_PORT is 'http', but must be a whole number from 1 to 65535");
  }

  @Test
  void theSettingsAreShownWithTheirOriginsButNoSecrets() {
    System.setProperty("HAYHOOKS_PORT", "1500");
    System.setProperty("HAYHOOKS_API_KEY", "hush");
    System.setProperty("HAYHOOKS_PRT", "1");
    try {
      assertThat(execute("config")).isZero();
      assertThat(errors.toString(StandardCharsets.UTF_8))
          .containsPattern("HAYHOOKS_PORT +1500 +option or system property")
          .containsPattern("HAYHOOKS_API_KEY +\\(secret\\) ")
          .contains("No setting is named HAYHOOKS_PRT")
          .doesNotContain("hush", "HAYHOOKS_HOST");
    } finally {
      System.clearProperty("HAYHOOKS_API_KEY");
      System.clearProperty("HAYHOOKS_PRT");
    }
  }

  @Test
  void aBadSettingIsToldByConfigAsByRun() {
    System.setProperty("HAYHOOKS_PORT", "http");
    assertThat(execute("config")).isEqualTo(2);
  }

  @Test
  void anUnknownOptionIsStatusTwo() {
    assertThat(execute("run", "--prot", "1")).isEqualTo(2);
    assertThat(errors.toString(StandardCharsets.UTF_8))
        .contains("--prot")
        .contains("Usage: hayhooks run");
  }

  @Test
  void everyOptionNamesItsSetting() {
    Map<String, CommandLine> all = commandLine().getSubcommands();
    CommandLine mcp = all.get("mcp").getSubcommands().get("run");
    CommandLine a2a = all.get("a2a").getSubcommands().get("run");
    assertThat(Stream.of(all.get("run"), mcp, a2a))
        .flatMap(command -> command.getCommandSpec().options())
        .filteredOn(option -> !option.usageHelp() && !option.versionHelp())
        .allMatch(option -> option.description()[0].matches(".*\\(HAYHOOKS_[A-Z0-9_]+\\)\\."));
  }

  @Test
  void everyTypedViewOfTheSettingsIsCheckedBeforeTheStart() throws IOException {
    String source = Files.readString(Path.of("src/main/java/io/hayhooks/cli/Overrides.java"));
    try (Stream<Path> files = Files.list(Path.of("src/main/java/io/hayhooks/config"))) {
      List<String> views =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith("Config.java"))
              .map(name -> name.replace(".java", "::new"))
              .toList();
      assertThat(source).contains(views);
    }
  }
}
