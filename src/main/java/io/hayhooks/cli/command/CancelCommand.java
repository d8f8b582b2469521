// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hayhooks cancel}. */
@Command(name = "cancel", description = "Ends a run; its caller is told.")
final class CancelCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ServerOptions server;
  @Mixin private JsonOption json;

  @Parameters(paramLabel = "RUN", description = "Its id, as `hayhooks runs` lists it.")
  private String run;

  CancelCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() {
    JsonNode answer = server.client().cancel(run);
    if (!json.print(answer, terminal)) {
      terminal.success("Run %s is cancelled!".formatted(run));
    }
    return 0;
  }
}
