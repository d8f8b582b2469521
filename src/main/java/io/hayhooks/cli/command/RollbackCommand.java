// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.cli.client.HayhooksClient;
import io.hayhooks.cli.terminal.Spinner;
import io.hayhooks.cli.terminal.Terminal;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hayhooks pipeline rollback}. */
@Command(name = "rollback", description = "Serves an earlier revision of a pipeline again.")
final class RollbackCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ServerOptions server;
  @Mixin private JsonOption json;

  @Option(
      names = "--revision",
      paramLabel = "REVISION",
      description = "The revision; the one before the present, if not given.")
  private String revision;

  @Parameters(paramLabel = "NAME", description = "The pipeline's name.")
  private String name;

  RollbackCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() {
    HayhooksClient client = server.client();
    Optional<String> wanted = Optional.ofNullable(revision);
    JsonNode answer =
        Spinner.during(
            terminal, "Rolling '%s' back...".formatted(name), () -> client.rollback(name, wanted));
    if (!json.print(answer, terminal)) {
      terminal.success(
          "Pipeline %s rolled back to revision %s!"
              .formatted(name, answer.path("revision").asText()));
    }
    return 0;
  }
}
