// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static java.util.Objects.requireNonNull;

import io.hayhooks.cli.command.Commands;
import io.hayhooks.cli.command.Failures;
import io.hayhooks.cli.command.ProductVersion;
import io.hayhooks.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Entry of the executable jar. */
@Command(
    name = "hayhooks",
    description = "Serves Haystack pipelines as HTTP APIs.",
    mixinStandardHelpOptions = true,
    versionProvider = ProductVersion.class,
    synopsisSubcommandLabel = "COMMAND")
public final class Main implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--show-completion", description = "The same as the command completion.")
  private boolean showCompletion;

  @Option(names = "--install-completion", description = "The same as completion --install.")
  private boolean installCompletion;

  private Main() {}

  @Override
  public Integer call() {
    if (installCompletion) {
      return spec.commandLine().execute("completion", "--install");
    }
    if (showCompletion) {
      return spec.commandLine().execute("completion");
    }
    throw new ParameterException(spec.commandLine(), "Missing required subcommand");
  }

  @Command(name = "mcp", description = "Serves tools on a port of their own.")
  private static final class Mcp {}

  @Command(name = "a2a", description = "Serves agents on a port of their own.")
  private static final class A2a {}

  /** Runs a command; its exit status is 0, 1 when it failed, or 2 when it was asked wrongly. */
  public static void main(String[] args) {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Terminal terminal = Terminal.ofProcess();
    Commands commands = new Commands(terminal, input, List.of(args));
    System.exit(commandLine(terminal, commands).execute(args));
  }

  static CommandLine commandLine(Terminal terminal, Commands commands) {
    requireNonNull(terminal, "terminal is null");
    CommandLine root = new CommandLine(new Main());
    commands.addTo(
        root,
        Map.of("run", () -> starting(new RunCommand(terminal))),
        Map.of(
            "config",
            () -> Commands.group(new ConfigCommand(terminal)),
            "mcp",
            () -> Commands.group(new Mcp()).addSubcommand(starting(new McpRunCommand(terminal))),
            "a2a",
            () -> Commands.group(new A2a()).addSubcommand(starting(new A2aRunCommand(terminal)))));
    root.setOut(writer(terminal.out()));
    root.setErr(writer(terminal.err()));
    root.setColorScheme(
        Help.defaultColorScheme(terminal.isColourful() ? Help.Ansi.ON : Help.Ansi.OFF));
    return root.setExecutionExceptionHandler(
        (failure, command, parsed) -> explain(failure, command, terminal));
  }

  /** A command that starts a server: its {@code -h} is the host, as Hayhooks has it. */
  private static CommandLine starting(Object command) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(command);
    spec.addOption(
        OptionSpec.builder("--help")
            .type(boolean.class)
            .usageHelp(true)
            .description("Show this help message and exit.")
            .build());
    return new CommandLine(spec);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  private static int explain(Exception failure, CommandLine command, Terminal terminal)
      throws Exception {
    if (failure instanceof LaunchException known) {
      command.getErr().println(command.getColorScheme().errorText(known.getMessage()));
      return known.exitCode();
    }
    Optional<Integer> status = Failures.explain(failure, terminal);
    if (status.isEmpty()) {
      throw failure;
    }
    return status.get();
  }
}
