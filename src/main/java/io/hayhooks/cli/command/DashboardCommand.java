// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.cli.client.HayhooksClient;
import io.hayhooks.cli.client.Json;
import io.hayhooks.cli.client.ServerStatus;
import io.hayhooks.cli.terminal.Terminal;
import io.hayhooks.config.ClientConfig;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code hayhooks dashboard}. */
@Command(name = "dashboard", description = "Shows the pipelines again and again; changes nothing.")
final class DashboardCommand implements Callable<Integer> {
  private static final int TRACES = 100;
  private static final String CLEAR = "\u001b[H\u001b[2J";

  private final Terminal terminal;

  @Mixin private ServerOptions server;

  @Option(names = "--pipeline", paramLabel = "NAME", description = "Shows this pipeline only.")
  private String pipeline;

  @Option(names = "--traces", description = "With --once: adds the latest traces.")
  private boolean traces;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "2.0",
      description = "Time between two looks; ${DEFAULT-VALUE}, if not given.")
  private double interval;

  @Option(names = "--once", description = "Prints one look as JSON and ends.")
  private boolean once;

  @Option(names = "--json", description = "The same as --once.")
  private boolean json;

  @Spec private CommandSpec spec;

  DashboardCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Override
  public Integer call() throws InterruptedException {
    if (interval < 0) {
      throw new ParameterException(spec.commandLine(), "--interval must not be negative");
    }
    HayhooksClient client = server.client(credentials(server.config()));
    if (once || json) {
      return snapshot(client);
    }
    if (!terminal.isWatched()) {
      throw new FailedException("The dashboard needs a terminal; --once prints one look as JSON");
    }
    while (true) {
      look(client);
      Thread.sleep((long) (interval * 1000));
    }
  }

  private static Map<String, String> credentials(ClientConfig config) {
    Map<String, String> headers = new TreeMap<>();
    config.dashboardToken().ifPresent(token -> headers.put("Authorization", "Bearer " + token));
    config.dashboardApiKey().ifPresent(key -> headers.put(config.dashboardApiKeyHeader(), key));
    return headers;
  }

  private Integer snapshot(HayhooksClient client) {
    ServerStatus status = client.status();
    checkPipeline(status);
    ObjectNode all = status.answer().deepCopy();
    if (traces) {
      all.set("traces", client.traces(TRACES).path("traces"));
    }
    terminal.line(Json.compact(all));
    return status.status().equals("Degraded") ? 1 : 0;
  }

  private void checkPipeline(ServerStatus status) {
    if (pipeline != null && status.all().stream().noneMatch(one -> one.name().equals(pipeline))) {
      throw new FailedException("Pipeline '%s' not found".formatted(pipeline));
    }
  }

  private void look(HayhooksClient client) {
    ServerStatus status = client.status();
    checkPipeline(status);
    terminal.out().print(CLEAR);
    terminal.line("%s  %s".formatted(client.url(), status.status()));
    terminal.line("");
    PipelineTables.status(pipeline == null ? status : status.only(pipeline), terminal);
  }
}
