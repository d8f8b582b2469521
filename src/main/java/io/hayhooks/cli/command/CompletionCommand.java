// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import io.hayhooks.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hayhooks completion}. */
@Command(
    name = "completion",
    description = "Prints a script with which a shell completes this command.",
    footer = {
      "",
      "For bash, add this line to ~/.bashrc, for zsh the second to ~/.zshrc:",
      "  source <(hayhooks completion bash)",
      "  source <(hayhooks completion zsh)"
    })
final class CompletionCommand implements Callable<Integer> {
  /** Shells there is a script for. */
  enum Shell {
    BASH,
    ZSH
  }

  private static final String ZSH_PREPARATION = "autoload -Uz compinit bashcompinit && compinit";

  private final Terminal terminal;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "SHELL",
      arity = "0..1",
      defaultValue = "bash",
      description = "bash or zsh.")
  private Shell shell;

  CompletionCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() {
    CommandLine root = spec.root().commandLine();
    if (shell == Shell.ZSH) {
      terminal.line(ZSH_PREPARATION);
    }
    terminal.out().print(AutoComplete.bash(root.getCommandName(), root));
    return 0;
  }
}
