// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.cli.client.HayhooksClient;
import io.hayhooks.cli.client.RefusedException;
import io.hayhooks.cli.terminal.Spinner;
import io.hayhooks.cli.terminal.Terminal;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What deploying looks like, whatever is deployed. */
final class Deploying {
  /** What fills screens: each package, and where things are. */
  private static final Pattern DETAIL = Pattern.compile("[+~-] |Using |Creating |Activate ");

  private static final int CONFLICT = 409;

  private final Terminal terminal;
  private final JsonOption json;

  Deploying(Terminal terminal, JsonOption json) {
    this.terminal = requireNonNull(terminal, "terminal is null");
    this.json = requireNonNull(json, "json is null");
  }

  void deploy(String name, HayhooksClient client, Supplier<JsonNode> request) {
    String text = "Deploying pipeline '%s'...".formatted(name);
    JsonNode answer =
        Spinner.during(
            terminal,
            text,
            (Spinner spinner) -> {
              if (terminal.isProgressWatched()) {
                follow(name, client, spinner);
              }
              return replacing(request);
            });
    if (!name.equals(answer.path("name").asText())) {
      throw new FailedException("Pipeline %s already exists!".formatted(name));
    }
    if (!json.print(answer, terminal)) {
      terminal.success("Pipeline %s successfully deployed!".formatted(name));
    }
  }

  /** Shows what the server does, as long as this process lives. */
  private static void follow(String name, HayhooksClient client, Spinner spinner) {
    Thread thread =
        new Thread(
            () -> client.progress(name, (phase, line) -> show(name, phase, line, spinner)),
            "progress");
    thread.setDaemon(true);
    thread.start();
  }

  /** Says what helps when the name is taken. */
  private static JsonNode replacing(Supplier<JsonNode> request) {
    try {
      return request.get();
    } catch (RefusedException e) {
      boolean isDeployed = e.status() == CONFLICT && e.getMessage().endsWith("already exists");
      throw isDeployed ? e.saying("; --overwrite replaces it") : e;
    }
  }

  private static void show(String name, String phase, Optional<String> line, Spinner spinner) {
    if (line.isPresent()) {
      line.filter(text -> !DETAIL.matcher(text).lookingAt()).ifPresent(spinner::leaves);
      return;
    }
    String done =
        switch (phase) {
          case "installing" -> "installing packages";
          case "loading" -> "loading it in a worker";
          default -> "";
        };
    if (!done.isEmpty()) {
      spinner.says("Deploying pipeline '%s': %s...".formatted(name, done));
    }
  }
}
