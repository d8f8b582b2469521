// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.cli.client.HayhooksClient;
import io.hayhooks.cli.terminal.Spinner;
import io.hayhooks.cli.terminal.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code hayhooks pipeline undeploy}. */
@Command(name = "undeploy", description = "Takes a pipeline out of the server.")
final class UndeployCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private ServerOptions server;
  @Mixin private JsonOption json;

  @Parameters(paramLabel = "NAME", description = "The pipeline's name.")
  private String name;

  UndeployCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() {
    HayhooksClient client = server.client();
    String text = "Undeploying pipeline '%s'...".formatted(name);
    JsonNode answer = Spinner.during(terminal, text, () -> client.undeploy(name));
    if (!answer.path("success").asBoolean()) {
      throw new FailedException(
          answer.path("detail").asText("Pipeline %s was not undeployed".formatted(name)));
    }
    if (!json.print(answer, terminal)) {
      terminal.success("Pipeline %s successfully undeployed!".formatted(name));
    }
    return 0;
  }
}
