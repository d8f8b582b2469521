// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.logging.Level;

/** Where the embedded server listens, what it logs, and how its virtual machine runs. */
@Singleton
public final class LauncherConfig {
  /** System property of the embedded server: its listener takes no offer to upgrade. */
  public static final String NO_UPGRADES = "io.hayhooks.noUpgrades";

  private final String host;
  private final int port;
  private final String mcpHost;
  private final int mcpPort;
  private final String a2aHost;
  private final int a2aPort;
  private final Path dataDirectory;
  private final Level logLevel;
  private final List<String> jvmOptions;

  @Inject
  public LauncherConfig(Settings settings) {
    host = settings.text("HAYHOOKS_HOST");
    port = settings.number("HAYHOOKS_PORT", 1, 65_535);
    mcpHost = settings.text("HAYHOOKS_MCP_HOST");
    mcpPort = settings.number("HAYHOOKS_MCP_PORT", 1, 65_535);
    a2aHost = settings.text("HAYHOOKS_A2A_HOST");
    a2aPort = settings.number("HAYHOOKS_A2A_PORT", 1, 65_535);
    dataDirectory = settings.path("HAYHOOKS_DATA_DIR");
    logLevel = logLevel(settings.text("HAYHOOKS_LOG_LEVEL"));
    jvmOptions =
        Arrays.stream(settings.text("HAYHOOKS_JVM_OPTIONS").split("\\s+", -1))
            .filter(option -> !option.isEmpty())
            .toList();
  }

  private static Level logLevel(String name) {
    return switch (name.strip().toUpperCase(Locale.ROOT)) {
      case "DEBUG", "TRACE" -> Level.FINE;
      case "INFO" -> Level.INFO;
      case "WARNING", "WARN" -> Level.WARNING;
      case "ERROR", "CRITICAL" -> Level.SEVERE;
      default ->
          throw new IllegalArgumentException(
              "HAYHOOKS_LOG_LEVEL is '%s', but must be DEBUG, INFO, WARNING or ERROR"
                  .formatted(name));
    };
  }

  /** A host name or address; all addresses of a name are listened on. */
  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  /** As {@link #host()}, for the further port of {@code mcp run}. */
  public String mcpHost() {
    return mcpHost;
  }

  /** The further port of {@code mcp run}. */
  public int mcpPort() {
    return mcpPort;
  }

  /** As {@link #host()}, for the further port of {@code a2a run}. */
  public String a2aHost() {
    return a2aHost;
  }

  /** The further port of {@code a2a run}. */
  public int a2aPort() {
    return a2aPort;
  }

  /** Where the unpacked server is kept. */
  public Path dataDirectory() {
    return dataDirectory;
  }

  public Level logLevel() {
    return logLevel;
  }

  /** Further options of the server's virtual machine. */
  public List<String> jvmOptions() {
    return jvmOptions;
  }
}
