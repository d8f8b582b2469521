// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static java.util.Objects.requireNonNull;

import io.hayhooks.cli.terminal.Terminal;
import io.hayhooks.config.LauncherConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hayhooks run}: serves the WAR until it is told to stop. */
@Command(
    name = "run",
    description = "Starts the server.",
    footer = {
      "",
      "Every setting is also read from the environment and from a .env file in the working directory;"
          + " options win."
    },
    sortOptions = false)
final class RunCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Mixin private PlaceOptions place;

  RunCommand(Terminal terminal) {
    this.terminal = requireNonNull(terminal, "terminal is null");
  }

  @Option(
      names = {"-h", "--host"},
      paramLabel = "HOST",
      description = "Address to listen on (HAYHOOKS_HOST).")
  void host(String value) {
    place.overrides().put("HAYHOOKS_HOST", value);
  }

  @Option(
      names = {"-p", "--port"},
      paramLabel = "PORT",
      description = "Port to listen on (HAYHOOKS_PORT).")
  void port(String value) {
    place.overrides().put("HAYHOOKS_PORT", value);
  }

  @Option(
      names = {"-w", "--workers"},
      paramLabel = "COUNT",
      description = "Most worker processes of a pipeline under load (HAYHOOKS_WORKERS_MAX).")
  void workers(String value) {
    place.overrides().put("HAYHOOKS_WORKERS_MAX", value);
  }

  @Option(
      names = {"-r", "--reload"},
      description = "Deploys what changes in the pipelines directory (HAYHOOKS_PIPELINES_WATCH).")
  void reload(boolean value) {
    place.overrides().put("HAYHOOKS_PIPELINES_WATCH", value);
  }

  @Option(
      names = "--with-tracing",
      description = "Keeps the latest traces (HAYHOOKS_TRACING_ENABLED).")
  void tracing(boolean value) {
    place.overrides().put("HAYHOOKS_TRACING_ENABLED", value);
  }

  @Option(names = "--without-tracing", description = "Keeps no traces (HAYHOOKS_TRACING_ENABLED).")
  void noTracing(boolean value) {
    place.overrides().put("HAYHOOKS_TRACING_ENABLED", !value);
  }

  @Option(
      names = "--root-path",
      paramLabel = "PATH",
      description = "Path below which a proxy shows the server (HAYHOOKS_ROOT_PATH).")
  void rootPath(String value) {
    place.overrides().put("HAYHOOKS_ROOT_PATH", value);
  }

  @Option(
      names = {"--with-monitoring", "--without-monitoring"},
      description = "No effect: nothing is durable here (HAYHOOKS_MONITORING_ENABLED).")
  void monitoring(boolean value) {
    place.overrides().put("HAYHOOKS_MONITORING_ENABLED", value);
  }

  @Option(
      names = "--with-chainlit",
      description = "No effect: there is no Chainlit (HAYHOOKS_CHAINLIT_ENABLED).")
  void chainlit(boolean value) {
    place.overrides().put("HAYHOOKS_CHAINLIT_ENABLED", value);
  }

  @Option(
      names = "--chainlit-path",
      paramLabel = "PATH",
      description = "No effect (HAYHOOKS_CHAINLIT_PATH).")
  void chainlitPath(String value) {
    place.overrides().put("HAYHOOKS_CHAINLIT_PATH", value);
  }

  @Option(
      names = "--chainlit-custom-elements-dir",
      paramLabel = "DIR",
      description = "No effect (HAYHOOKS_CHAINLIT_CUSTOM_ELEMENTS_DIR).")
  void chainlitElements(String value) {
    place.overrides().put("HAYHOOKS_CHAINLIT_CUSTOM_ELEMENTS_DIR", value);
  }

  @Override
  public Integer call() {
    LauncherConfig config = new LauncherConfig(place.overrides().load(terminal));
    return new Launcher(config, place.overrides().values()).run(Doors.ordinary(config));
  }
}
