// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static java.util.Objects.requireNonNull;

import io.hayhooks.cli.terminal.Terminal;
import io.hayhooks.config.LauncherConfig;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hayhooks a2a run}: the same server, which also listens where A2A clients look for it. */
@Command(
    name = "run",
    description = "Starts the server, with a further port for A2A clients.",
    sortOptions = false)
final class A2aRunCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PlaceOptions place;

  A2aRunCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Option(
      names = {"-h", "--host"},
      paramLabel = "HOST",
      description = "Address to listen on for A2A (HAYHOOKS_A2A_HOST).")
  void host(String value) {
    place.overrides().put("HAYHOOKS_A2A_HOST", value);
  }

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "Port to listen on for A2A (HAYHOOKS_A2A_PORT).")
  void port(String value) {
    place.overrides().put("HAYHOOKS_A2A_PORT", value);
  }

  @Option(
      names = "--external-url",
      paramLabel = "URL",
      description = "Base URL in agent cards, behind a proxy (HAYHOOKS_A2A_EXTERNAL_URL).")
  void externalUrl(String value) {
    place.overrides().put("HAYHOOKS_A2A_EXTERNAL_URL", value);
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
        new Door(config.a2aHost(), config.a2aPort(), "HAYHOOKS_A2A_HOST", "HAYHOOKS_A2A_PORT");
    return new Launcher(config, place.overrides().values())
        .run(Doors.with(config, door, Map.of("agents", "/")));
  }
}
