// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import io.hayhooks.cli.terminal.Terminal;
import java.io.BufferedReader;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands of this package, put together. */
public final class Commands {
  private Commands() {}

  @Command(name = "pipeline", description = "Deploys, runs and looks after pipelines.")
  private static final class Pipeline {}

  /** Adds them to the whole command line. */
  public static void addTo(CommandLine root, Terminal terminal, BufferedReader input) {
    add(root, new StatusCommand(terminal));
    root.addSubcommand(
        group(new Pipeline())
            .addSubcommand(commandLine(new DeployFilesCommand(terminal)))
            .addSubcommand(commandLine(new DeployYamlCommand(terminal)))
            .addSubcommand(
                commandLine(new RemovedDeployCommand(terminal)).setUnmatchedArgumentsAllowed(true))
            .addSubcommand(commandLine(new UndeployCommand(terminal)))
            .addSubcommand(commandLine(new RunPipelineCommand(terminal)))
            .addSubcommand(commandLine(new ListCommand(terminal)))
            .addSubcommand(commandLine(new LogsCommand(terminal)))
            .addSubcommand(commandLine(new RevisionsCommand(terminal)))
            .addSubcommand(commandLine(new RollbackCommand(terminal)))
            .addSubcommand(commandLine(new InitCommand(terminal))));
    add(root, new ChatCommand(terminal, input));
    add(root, new DashboardCommand(terminal));
    add(root, new CompletionCommand(terminal));
    add(root, new WarmUpCommand());
  }

  /** A command that only has others below it. */
  public static CommandLine group(Object command) {
    return commandLine(command);
  }

  private static void add(CommandLine root, Object command) {
    root.addSubcommand(commandLine(command));
  }

  private static CommandLine commandLine(Object command) {
    CommandLine commandLine = new CommandLine(command);
    commandLine.getCommandSpec().mixinStandardHelpOptions(true);
    commandLine.getCommandSpec().versionProvider(new ProductVersion());
    commandLine.getCommandSpec().usageMessage().sortOptions(false);
    return commandLine.setCaseInsensitiveEnumValuesAllowed(true);
  }
}
