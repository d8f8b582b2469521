// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import io.hayhooks.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code hayhooks pipeline deploy}, which Hayhooks once had. */
@Command(name = "deploy", description = "Removed; use deploy-files or deploy-yaml instead.")
final class RemovedDeployCommand implements Callable<Integer> {
  private final Terminal terminal;

  RemovedDeployCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() {
    terminal.warning("`hayhooks pipeline deploy` has been removed.");
    terminal.err().println("  Use `hayhooks pipeline deploy-yaml FILE` for a YAML pipeline, or");
    terminal.err().println("  `hayhooks pipeline deploy-files -n NAME DIR` for a wrapper.");
    return 0;
  }
}
