// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import io.hayhooks.cli.terminal.Terminal;
import java.io.BufferedReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The commands, put together. Half of the time of a short command is that of making commands, so
 * only those are made that the words of the command line name.
 */
public final class Commands {
  /** Commands that look at all the others. */
  private static final Set<String> NEEDING_ALL = Set.of("completion", "warm-up");

  private final Terminal terminal;
  private final BufferedReader input;
  private final List<String> words;

  /**
   * Prepares to make commands.
   *
   * @param words the command line's; with none, all commands are made
   */
  public Commands(Terminal terminal, BufferedReader input, List<String> words) {
    this.terminal = requireNonNull(terminal, "terminal is null");
    this.input = requireNonNull(input, "input is null");
    this.words = List.copyOf(words);
  }

  @Command(name = "pipeline", description = "Deploys, runs and looks after pipelines.")
  private static final class Pipeline {}

  /** Adds the commands of this package, and those that start a server. */
  public void addTo(
      CommandLine root,
      Map<String, Supplier<CommandLine>> first,
      Map<String, Supplier<CommandLine>> last) {
    Map<String, Supplier<CommandLine>> all = new LinkedHashMap<>(first);
    all.put("status", () -> commandLine(new StatusCommand(terminal)));
    all.put("pipeline", this::pipeline);
    all.put("chat", () -> commandLine(new ChatCommand(terminal, input)));
    all.put("dashboard", () -> commandLine(new DashboardCommand(terminal)));
    all.put("runs", () -> commandLine(new RunsCommand(terminal)));
    all.put("cancel", () -> commandLine(new CancelCommand(terminal)));
    all.put("completion", () -> commandLine(new CompletionCommand(terminal)));
    all.put("warm-up", () -> commandLine(new WarmUpCommand()));
    all.putAll(new TreeMap<>(last));
    add(root, all, 0);
  }

  private CommandLine pipeline() {
    Map<String, Supplier<CommandLine>> all = new LinkedHashMap<>();
    all.put("deploy-files", () -> commandLine(new DeployFilesCommand(terminal)));
    all.put("deploy-yaml", () -> commandLine(new DeployYamlCommand(terminal)));
    all.put(
        "deploy",
        () -> commandLine(new RemovedDeployCommand(terminal)).setUnmatchedArgumentsAllowed(true));
    all.put("undeploy", () -> commandLine(new UndeployCommand(terminal)));
    all.put("run", () -> commandLine(new RunPipelineCommand(terminal)));
    all.put("list", () -> commandLine(new ListCommand(terminal)));
    all.put("logs", () -> commandLine(new LogsCommand(terminal)));
    all.put("revisions", () -> commandLine(new RevisionsCommand(terminal)));
    all.put("diff", () -> commandLine(new DiffCommand(terminal)));
    all.put("rollback", () -> commandLine(new RollbackCommand(terminal)));
    all.put("names", () -> commandLine(new NamesCommand(terminal)));
    all.put("init", () -> commandLine(new InitCommand(terminal)));
    CommandLine group = group(new Pipeline());
    add(group, all, 1);
    return group;
  }

  private void add(CommandLine parent, Map<String, Supplier<CommandLine>> all, int depth) {
    String word = words.size() > depth ? words.get(depth) : "";
    boolean named = all.containsKey(word) && !NEEDING_ALL.contains(words.get(0));
    all.forEach(
        (name, command) -> {
          if (!named || name.equals(word)) {
            parent.addSubcommand(name, command.get());
          }
        });
  }

  /** A command that only has others below it. */
  public static CommandLine group(Object command) {
    return commandLine(command);
  }

  private static CommandLine commandLine(Object command) {
    CommandLine commandLine = new CommandLine(command);
    commandLine.getCommandSpec().mixinStandardHelpOptions(true);
    commandLine.getCommandSpec().versionProvider(new ProductVersion());
    commandLine.getCommandSpec().usageMessage().sortOptions(false);
    return commandLine.setCaseInsensitiveEnumValuesAllowed(true);
  }
}
