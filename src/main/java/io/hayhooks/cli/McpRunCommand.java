// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static java.util.Objects.requireNonNull;

import io.hayhooks.cli.terminal.Terminal;
import io.hayhooks.config.LauncherConfig;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hayhooks mcp run}: the same server, which also listens where MCP clients look for it. */
@Command(
    name = "run",
    description = "Starts the server, with a further port for MCP clients.",
    sortOptions = false)
final class McpRunCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PlaceOptions place;

  McpRunCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Option(
      names = {"-h", "--host"},
      paramLabel = "HOST",
      description = "Address to listen on for MCP (HAYHOOKS_MCP_HOST).")
  void host(String value) {
    place.overrides().put("HAYHOOKS_MCP_HOST", value);
  }

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "Port to listen on for MCP (HAYHOOKS_MCP_PORT).")
  void port(String value) {
    place.overrides().put("HAYHOOKS_MCP_PORT", value);
  }

  @Option(
      names = {"-j", "--json-response"},
      description = "Answers in JSON instead of streams (HAYHOOKS_MCP_JSON_RESPONSE).")
  void jsonResponse(boolean value) {
    place.overrides().put("HAYHOOKS_MCP_JSON_RESPONSE", value);
  }

  @Option(
      names = "--debug",
      description = "Puts tracebacks into errors (HAYHOOKS_SHOW_TRACEBACKS).")
  void debug(boolean value) {
    place.overrides().put("HAYHOOKS_SHOW_TRACEBACKS", value);
  }

  @Override
  public Integer call() {
    LauncherConfig config = new LauncherConfig(place.overrides().load(terminal));
    Door door =
        new Door(config.mcpHost(), config.mcpPort(), "HAYHOOKS_MCP_HOST", "HAYHOOKS_MCP_PORT");
    Map<String, String> places = new TreeMap<>();
    places.put("MCP", "/mcp");
    places.put("MCP over SSE", "/sse");
    return new Launcher(config, place.overrides().values()).run(Doors.with(config, door, places));
  }
}
