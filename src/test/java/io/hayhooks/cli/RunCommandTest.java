// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class RunCommandTest {
  private final StringWriter errors = new StringWriter();

  @AfterEach
  void forgetOptions() {
    System.clearProperty("HAYHOOKS_PORT");
  }

  private int execute(String... arguments) {
    return Main.commandLine().setErr(new PrintWriter(errors, true)).execute(arguments);
  }

  @Test
  void aBadSettingIsOneLineAndStatusTwo() {
    assertThat(execute("run", "--port", "http")).isEqualTo(2);
    assertThat(errors.toString().lines())
        .singleElement()
        .asString()
        .contains("HAYHOOKS_PORT is 'http', but must be a whole number from 1 to 65535");
  }

  @Test
  void anUnknownOptionIsStatusTwo() {
    assertThat(execute("run", "--prot", "1")).isEqualTo(2);
    assertThat(errors.toString()).contains("--prot").contains("Usage: hayhooks run");
  }

  @Test
  void everyOptionNamesItsSetting() {
    CommandLine run = Main.commandLine().getSubcommands().get("run");
    assertThat(run.getCommandSpec().options())
        .filteredOn(option -> !option.usageHelp() && !option.versionHelp())
        .allMatch(option -> option.description()[0].matches(".*\\(HAYHOOKS_[A-Z_]+\\)\\."));
  }

  @Test
  void everyTypedViewOfTheSettingsIsCheckedBeforeTheStart() throws IOException {
    String source = Files.readString(Path.of("src/main/java/io/hayhooks/cli/RunCommand.java"));
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
