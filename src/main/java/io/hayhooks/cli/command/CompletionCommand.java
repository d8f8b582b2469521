// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import io.hayhooks.cli.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hayhooks completion}. */
@Command(
    name = "completion",
    description = "Prints a script with which a shell completes this command.",
    footer = {
      "",
      "Add this line to ~/.bashrc or ~/.zshrc; --install does something like it.",
      "  source <(hayhooks completion)"
    })
final class CompletionCommand implements Callable<Integer> {
  /** Shells there is a script for; it is the same. */
  enum Shell {
    BASH,
    ZSH
  }

  private static final String LINE = "source <(hayhooks completion zsh)";

  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SHELL",
      arity = "0..1",
      description = "bash or zsh; the one that you use, if not given.")
  private Shell shell;

  @Option(names = "--install", description = "Lets the shell find the script from now on.")
  private boolean install;

  CompletionCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    String script = AutoComplete.bash(root.getCommandName(), root) + NameCompletion.script(root);
    if (install) {
      install(script);
    } else {
      terminal.out().print(script);
    }
    return 0;
  }

  private void install(String script) {
    Path home = Path.of(System.getProperty("user.home"));
    boolean zsh =
        shell == Shell.ZSH
            || (shell == null
                && Optional.ofNullable(System.getenv("SHELL")).orElse("").endsWith("zsh"));
    try {
      Path file = zsh ? addTo(home.resolve(".zshrc")) : write(home, script);
      terminal.success("Completion installed in %s; open a new shell.".formatted(file));
    } catch (IOException e) {
      throw new FailedException("Completion cannot be installed: " + e.getMessage(), e);
    }
  }

  /** Where bash-completion looks when the command is completed for the first time. */
  private static Path write(Path home, String script) throws IOException {
    Path data =
        Optional.ofNullable(System.getenv("XDG_DATA_HOME"))
            .map(Path::of)
            .orElse(home.resolve(".local/share"));
    Path directory = Files.createDirectories(data.resolve("bash-completion/completions"));
    return Files.writeString(directory.resolve("hayhooks"), script);
  }

  private static Path addTo(Path file) throws IOException {
    String text = Files.exists(file) ? Files.readString(file) : "";
    if (text.contains(LINE)) {
      return file;
    }
    String start = text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    return Files.writeString(file, start + LINE + "\n");
  }
}
