// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import io.hayhooks.config.A2aConfig;
import io.hayhooks.config.CorsConfig;
import io.hayhooks.config.EnvironmentConfig;
import io.hayhooks.config.FilesConfig;
import io.hayhooks.config.HttpConfig;
import io.hayhooks.config.LauncherConfig;
import io.hayhooks.config.McpConfig;
import io.hayhooks.config.PipelinesConfig;
import io.hayhooks.config.PoolConfig;
import io.hayhooks.config.RunConfig;
import io.hayhooks.config.Settings;
import io.hayhooks.config.TasksConfig;
import io.hayhooks.config.UploadConfig;
import io.hayhooks.config.WorkerConfig;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
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
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class)
final class RunCommand implements Callable<Integer> {
  /** Every typed view of the settings: each refuses what it cannot use. */
  static final List<Consumer<Settings>> CHECKS =
      List.of(
          LauncherConfig::new,
          A2aConfig::new,
          CorsConfig::new,
          FilesConfig::new,
          HttpConfig::new,
          McpConfig::new,
          PipelinesConfig::new,
          EnvironmentConfig::new,
          PoolConfig::new,
          RunConfig::new,
          TasksConfig::new,
          UploadConfig::new,
          WorkerConfig::new);

  private final Map<String, String> overrides = new TreeMap<>();

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "Address to listen on (HAYHOOKS_HOST).")
  void host(String value) {
    overrides.put("HAYHOOKS_HOST", value);
  }

  @Option(names = "--port", paramLabel = "PORT", description = "Port to listen on (HAYHOOKS_PORT).")
  void port(String value) {
    overrides.put("HAYHOOKS_PORT", value);
  }

  @Option(
      names = "--pipelines-dir",
      paramLabel = "DIR",
      description = "Where pipelines are kept (HAYHOOKS_PIPELINES_DIR).")
  void pipelinesDirectory(String value) {
    overrides.put("HAYHOOKS_PIPELINES_DIR", value);
  }

  @Option(
      names = "--additional-python-path",
      paramLabel = "DIR",
      description = "Added to the import path of every pipeline (HAYHOOKS_ADDITIONAL_PYTHON_PATH).")
  void additionalPythonPath(String value) {
    overrides.put("HAYHOOKS_ADDITIONAL_PYTHON_PATH", value);
  }

  @Option(
      names = "--python",
      paramLabel = "FILE",
      description = "Interpreter to use instead of a managed environment (HAYHOOKS_PYTHON).")
  void python(String value) {
    overrides.put("HAYHOOKS_PYTHON", value);
  }

  @Option(
      names = "--examples",
      description = "Deploys the bundled examples, too (HAYHOOKS_EXAMPLES).")
  void examples(boolean value) {
    overrides.put("HAYHOOKS_EXAMPLES", Boolean.toString(value));
  }

  @Override
  public Integer call() {
    // The server reads the same sources; what was given here reaches it as system properties.
    overrides.forEach(System::setProperty);
    return new Launcher(checked(), overrides).run();
  }

  private static LauncherConfig checked() {
    try {
      Settings settings = Settings.load();
      CHECKS.forEach(check -> check.accept(settings));
      return new LauncherConfig(settings);
    } catch (IllegalArgumentException e) {
      throw new LaunchException(LaunchException.MISUSED, e.getMessage(), e);
    }
  }
}
