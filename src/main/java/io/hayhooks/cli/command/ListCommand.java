// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import io.hayhooks.cli.client.ServerStatus;
import io.hayhooks.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hayhooks pipeline list}. */
@Command(name = "list", description = "Lists the pipelines and what they can do.")
final class ListCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ServerOptions server;
  @Mixin private JsonOption json;

  ListCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() {
    ServerStatus status = server.client().status();
    if (json.print(status.answer().path("deployments"), terminal)) {
      return 0;
    }
    if (status.all().isEmpty()) {
      terminal.line("No pipelines are deployed.");
    } else {
      PipelineTables.list(status, terminal);
    }
    return 0;
  }
}
