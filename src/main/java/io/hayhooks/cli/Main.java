// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Entry of the executable jar. */
@Command(
    name = "hayhooks",
    description = "Serves Haystack pipelines as HTTP APIs.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = RunCommand.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main {
  private Main() {}

  /** Runs a command; its exit status is 0, 1 when it failed, or 2 when it was asked wrongly. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main()).setExecutionExceptionHandler(Main::explain);
  }

  private static int explain(
      Exception failure, CommandLine commandLine, CommandLine.ParseResult result) throws Exception {
    if (failure instanceof LaunchException known) {
      commandLine.getErr().println(commandLine.getColorScheme().errorText(known.getMessage()));
      return known.exitCode();
    }
    throw failure;
  }

  /** The version of this build, from the jar's manifest. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"Hayhooks EE " + text()};
    }

    static String text() {
      return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
          .orElse("development build");
    }
  }
}
