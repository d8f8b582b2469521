// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.cli.terminal.Table;
import io.hayhooks.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hayhooks pipeline revisions}. */
@Command(name = "revisions", description = "Lists what rollback can go back to.")
final class RevisionsCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ServerOptions server;
  @Mixin private JsonOption json;

  @Parameters(paramLabel = "NAME", description = "The pipeline's name.")
  private String name;

  RevisionsCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() {
    JsonNode answer = server.client().revisions(name);
    if (json.print(answer, terminal)) {
      return 0;
    }
    Table table = new Table("Revision", "Deployed", "Kind", "Current");
    for (JsonNode one : answer.path("revisions")) {
      table.add(
          one.path("revision").asText(),
          LocalTime.of(one.path("deployed_at").asText()),
          one.path("kind").asText(),
          one.path("current").asBoolean() ? "yes" : "");
    }
    table.print(terminal);
    return 0;
  }
}
