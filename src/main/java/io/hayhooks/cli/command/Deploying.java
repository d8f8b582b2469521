// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.cli.terminal.Spinner;
import io.hayhooks.cli.terminal.Terminal;
import java.util.function.Supplier;

/** What deploying looks like, whatever is deployed. */
final class Deploying {
  private final Terminal terminal;
  private final JsonOption json;

  Deploying(Terminal terminal, JsonOption json) {
    this.terminal = requireNonNull(terminal, "terminal is null");
    this.json = requireNonNull(json, "json is null");
  }

  void deploy(String name, Supplier<JsonNode> request) {
    String text = "Deploying pipeline '%s'...".formatted(name);
    JsonNode answer = Spinner.during(terminal, text, request);
    if (!name.equals(answer.path("name").asText())) {
      throw new FailedException("Pipeline %s already exists!".formatted(name));
    }
    if (!json.print(answer, terminal)) {
      terminal.success("Pipeline %s successfully deployed!".formatted(name));
    }
  }
}
