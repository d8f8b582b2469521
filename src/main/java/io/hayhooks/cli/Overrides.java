// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static java.util.Objects.requireNonNull;

import io.hayhooks.cli.terminal.Terminal;
import io.hayhooks.config.A2aConfig;
import io.hayhooks.config.ClientConfig;
import io.hayhooks.config.CorsConfig;
import io.hayhooks.config.EnvironmentConfig;
import io.hayhooks.config.FilesConfig;
import io.hayhooks.config.HttpConfig;
import io.hayhooks.config.LauncherConfig;
import io.hayhooks.config.McpConfig;
import io.hayhooks.config.PipelinesConfig;
import io.hayhooks.config.PoolConfig;
import io.hayhooks.config.ProxyConfig;
import io.hayhooks.config.RunConfig;
import io.hayhooks.config.Settings;
import io.hayhooks.config.TasksConfig;
import io.hayhooks.config.TelemetryConfig;
import io.hayhooks.config.TraceConfig;
import io.hayhooks.config.UploadConfig;
import io.hayhooks.config.WorkerConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Settings given as options. The server reads the same sources; these reach it as properties. */
final class Overrides {
  /** Every typed view of the settings: each refuses what it cannot use. */
  static final List<Consumer<Settings>> CHECKS =
      List.of(
          A2aConfig::new,
          ClientConfig::new,
          CorsConfig::new,
          EnvironmentConfig::new,
          FilesConfig::new,
          HttpConfig::new,
          LauncherConfig::new,
          McpConfig::new,
          PipelinesConfig::new,
          PoolConfig::new,
          ProxyConfig::new,
          RunConfig::new,
          TasksConfig::new,
          TelemetryConfig::new,
          TraceConfig::new,
          UploadConfig::new,
          WorkerConfig::new);

  /** Why some settings of Hayhooks mean nothing here. */
  private static final Map<String, String> MEANINGLESS =
      Map.of(
          "HAYHOOKS_CHAINLIT_ENABLED",
          "there is no Chainlit here; `hayhooks chat NAME` talks to a pipeline, and Open WebUI to all",
          "HAYHOOKS_CHAINLIT_PATH",
          "there is no Chainlit here",
          "HAYHOOKS_CHAINLIT_CUSTOM_ELEMENTS_DIR",
          "there is no Chainlit here",
          "HAYHOOKS_MONITORING_ENABLED",
          "there are no durable executions to list");

  private final Map<String, String> values = new TreeMap<>();

  void put(String setting, String value) {
    values.put(setting, value);
  }

  void put(String setting, boolean value) {
    values.put(setting, Boolean.toString(value));
  }

  Map<String, String> values() {
    return Map.copyOf(values);
  }

  /** All settings with these in force; tells of those that mean nothing, refuses wrong ones. */
  Settings load(Terminal terminal) {
    requireNonNull(terminal, "terminal is null");
    values.forEach(System::setProperty);
    try {
      Settings settings = Settings.load();
      values.keySet().stream()
          .filter(setting -> !settings.isKnown(setting))
          .map(Overrides::noEffect)
          .forEach(terminal::warning);
      CHECKS.forEach(check -> check.accept(settings));
      return settings;
    } catch (IllegalArgumentException e) {
      throw new LaunchException(LaunchException.MISUSED, e.getMessage(), e);
    }
  }

  private static String noEffect(String setting) {
    return "%s has no effect: %s"
        .formatted(setting, MEANINGLESS.getOrDefault(setting, "this server does not know it"));
  }
}
