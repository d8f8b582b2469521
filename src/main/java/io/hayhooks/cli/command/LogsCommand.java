// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.cli.client.HayhooksClient;
import io.hayhooks.cli.terminal.Paint;
import io.hayhooks.cli.terminal.Terminal;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hayhooks pipeline logs}. */
@Command(name = "logs", description = "Shows the last lines that a pipeline's workers printed.")
final class LogsCommand implements Callable<Integer> {
  private static final int MOST = 1000;
  private static final int PAUSE_MILLIS = 1000;

  private final Terminal terminal;

  @Mixin private ServerOptions server;
  @Mixin private JsonOption json;

  @Option(
      names = {"-n", "--lines"},
      paramLabel = "COUNT",
      defaultValue = "100",
      description = "How many lines at most; ${DEFAULT-VALUE}, if not given.")
  private int lines;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on with lines that come, until Ctrl-C.")
  private boolean follow;

  @Parameters(paramLabel = "NAME", description = "The pipeline's name.")
  private String name;

  LogsCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() throws InterruptedException {
    HayhooksClient client = server.client();
    JsonNode answer = client.logs(name, lines);
    if (!follow && json.print(answer, terminal)) {
      return 0;
    }
    Set<JsonNode> shown = show(answer, Set.of());
    if (shown.isEmpty()) {
      terminal.warning("Pipeline %s has printed nothing.".formatted(name));
    }
    while (follow) {
      Thread.sleep(PAUSE_MILLIS);
      shown = show(client.logs(name, MOST), shown);
    }
    return 0;
  }

  /** Shows the lines that are not among those shown the last time; all of this time. */
  private Set<JsonNode> show(JsonNode answer, Set<JsonNode> before) {
    Set<JsonNode> all = new HashSet<>();
    for (JsonNode line : answer.path("lines")) {
      all.add(line);
      if (!before.contains(line)) {
        show(line);
      }
    }
    return all;
  }

  private void show(JsonNode line) {
    if (json.print(line, terminal)) {
      return;
    }
    String head =
        "%s [%s] ".formatted(LocalTime.of(line.path("time").asText()), line.path("pid").asText());
    terminal.line(terminal.painted(Paint.DIM, head) + line.path("text").asText());
  }
}
