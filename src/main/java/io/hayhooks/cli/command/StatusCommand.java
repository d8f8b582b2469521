// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import io.hayhooks.cli.client.HayhooksClient;
import io.hayhooks.cli.client.ServerStatus;
import io.hayhooks.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hayhooks status}. */
@Command(name = "status", description = "Shows whether the server runs, and what it serves.")
final class StatusCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ServerOptions server;
  @Mixin private JsonOption json;

  StatusCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() {
    HayhooksClient client = server.client();
    ServerStatus status = client.status();
    if (json.print(status.answer(), terminal)) {
      return 0;
    }
    terminal.success("Hayhooks server is up and running at: " + client.url());
    terminal.line("");
    if (status.all().isEmpty()) {
      terminal.line("No pipelines are deployed.");
    } else {
      terminal.line("Pipelines:");
      PipelineTables.status(status, terminal);
    }
    return 0;
  }
}
