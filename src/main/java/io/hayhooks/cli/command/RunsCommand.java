// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.cli.terminal.Table;
import io.hayhooks.cli.terminal.Terminal;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hayhooks runs}. */
@Command(name = "runs", description = "Lists the runs that go on.")
final class RunsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ServerOptions server;
  @Mixin private JsonOption json;

  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "The pipeline; all of them, if not given.")
  private String name;

  RunsCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() {
    JsonNode answer = server.client().runs(Optional.ofNullable(name));
    if (json.print(answer, terminal)) {
      return 0;
    }
    Table table = new Table("Run", "Pipeline", "Method", "State", "Age", "Worker", "Deadline");
    for (JsonNode run : answer.path("runs")) {
      table.add(
          run.path("id").asText(),
          run.path("pipeline").asText(),
          run.path("method").asText(),
          run.path("state").asText(),
          String.format(Locale.ROOT, "%.1f s", run.path("age").asDouble()),
          run.path("worker").asText(""),
          LocalTime.of(run.path("deadline").asText("")));
    }
    if (answer.path("runs").isEmpty()) {
      terminal.line("No run goes on.");
    } else {
      table.print(terminal);
    }
    return 0;
  }
}
