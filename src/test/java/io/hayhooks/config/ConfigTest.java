// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The typed views of the settings: their defaults are those that users of Hayhooks know. */
final class ConfigTest {
  private static final Settings DEFAULTS = Settings.of(Map.of());
  private static final Path CACHE =
      Path.of(System.getProperty("user.home"), ".cache", "hayhooks").toAbsolutePath();

  @Test
  void theLauncherListensOnLocalhost() {
    LauncherConfig config = new LauncherConfig(DEFAULTS);
    assertThat(config.host()).isEqualTo("localhost");
    assertThat(config.port()).isEqualTo(1416);
    assertThat(config.dataDirectory()).isEqualTo(CACHE);
    assertThat(config.logLevel()).isEqualTo(Level.INFO);
    assertThat(config.jvmOptions()).isEmpty();
  }

  @Test
  void theLauncherSplitsOptionsAtSpaces() {
    Settings settings = Settings.of(Map.of("HAYHOOKS_JVM_OPTIONS", " -Xmx2g  -XX:+UseG1GC "));
    assertThat(new LauncherConfig(settings).jvmOptions()).containsExactly("-Xmx2g", "-XX:+UseG1GC");
  }

  @Test
  void proxiesOnThisMachineAreBelieved() {
    ProxyConfig config = new ProxyConfig(DEFAULTS);
    assertThat(config.trusted())
        .containsExactly(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1"));
    assertThat(config.rootPath()).isEmpty();
  }

  @Test
  void proxiesAndTheirPathAreSettings() {
    ProxyConfig config =
        new ProxyConfig(
            Settings.of(
                Map.of(
                    "HAYHOOKS_TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::1",
                    "HAYHOOKS_ROOT_PATH", "ai/v2/")));
    assertThat(config.trusted()).hasSize(2);
    assertThat(config.rootPath()).isEqualTo("/ai/v2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ProxyConfig(Settings.of(Map.of("HAYHOOKS_TRUSTED_PROXIES", "proxy"))))
        .withMessageContaining("HAYHOOKS_TRUSTED_PROXIES");
  }

  @Test
  void pipelinesAreKeptInTheWorkingDirectory() {
    PipelinesConfig config = new PipelinesConfig(DEFAULTS);
    assertThat(config.pipelinesDirectory()).isEqualTo(Path.of("pipelines").toAbsolutePath());
    assertThat(config.dataDirectory()).isEqualTo(CACHE);
    assertThat(config.examples()).isFalse();
    assertThat(config.startupWorkers()).isEqualTo(4);
    assertThat(config.maxFileSize()).isEqualTo(16L << 20);
    assertThat(config.maxFilesSize()).isEqualTo(64L << 20);
  }

  @Test
  void aSequentialStartLoadsOnePipelineAtATime() {
    Settings settings =
        Settings.of(
            Map.of(
                "HAYHOOKS_STARTUP_DEPLOY_STRATEGY", "sequential",
                "HAYHOOKS_STARTUP_DEPLOY_WORKERS", "8"));
    assertThat(new PipelinesConfig(settings).startupWorkers()).isEqualTo(1);
  }

  @Test
  void workersUseAManagedEnvironment() {
    WorkerConfig config = new WorkerConfig(DEFAULTS);
    assertThat(config.dataDirectory()).isEqualTo(CACHE);
    assertThat(config.environments().python()).isEmpty();
    assertThat(config.additionalPythonPath()).isEmpty();
    assertThat(config.loadTimeout()).isEqualTo(Duration.ofMinutes(5));
    assertThat(config.drainTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.threads()).isEqualTo(256);
    assertThat(config.maxCalls()).isEqualTo(2048);
    assertThat(config.showTracebacks()).isFalse();
    assertThat(config.streamingComponents()).isEmpty();
    assertThat(config.link()).isEqualTo("auto");
  }

  @Test
  void whatAPipelineNamesIsInstalled() {
    EnvironmentConfig config = new EnvironmentConfig(DEFAULTS);
    assertThat(config.installRequirements()).isTrue();
    assertThat(config.installTimeout()).isEqualTo(Duration.ofMinutes(10));
    assertThat(config.keep()).isEqualTo(Duration.ofMinutes(10));
  }

  @Test
  void pythonIsAPathOrANameToLookFor() {
    assertThat(python("python3")).isEqualTo(Path.of("python3"));
    assertThat(python("bin/python3")).isEqualTo(Path.of("bin/python3").toAbsolutePath());
    assertThat(python("~/python3").toString()).startsWith(System.getProperty("user.home"));
  }

  private static Path python(String value) {
    Settings settings = Settings.of(Map.of("HAYHOOKS_PYTHON", value));
    return new EnvironmentConfig(settings).python().orElseThrow();
  }

  @Test
  void uploadedFilesAreKeptForAMonth() {
    FilesConfig config = new FilesConfig(DEFAULTS);
    assertThat(config.directory()).endsWithRaw(Path.of("hayhooks/files"));
    assertThat(config.maxStoredSize()).isEqualTo(10L << 30);
    assertThat(config.expiry()).isEqualTo(Duration.ofDays(30));
  }

  @Test
  void tasksAreKeptForAWeek() {
    TasksConfig config = new TasksConfig(DEFAULTS);
    assertThat(config.directory()).endsWithRaw(Path.of("hayhooks/tasks"));
    assertThat(config.expiry()).isEqualTo(Duration.ofDays(7));
    assertThat(config.kept()).isEqualTo(1000);
    assertThat(config.maxSize()).isEqualTo(16L << 20);
  }

  @Test
  void agentsAreWhereTheyAreCalledAndNotifyPublicAddresses() {
    A2aConfig config = new A2aConfig(DEFAULTS);
    assertThat(config.externalUrl()).isEmpty();
    assertThat(config.takesOldVersion()).isTrue();
    assertThat(config.pushToPrivateAddresses()).isFalse();
    Settings settings = Settings.of(Map.of("HAYHOOKS_A2A_EXTERNAL_URL", "https://x/y/"));
    assertThat(new A2aConfig(settings).externalUrl()).contains("https://x/y");
  }

  @Test
  void requestsThatDoNotMatchTheirSchemaAreBadRequests() {
    HttpConfig config = new HttpConfig(DEFAULTS);
    assertThat(config.validationStatus()).isEqualTo(400);
    assertThat(config.maxBodySize()).isEqualTo(64L << 20);
    assertThat(config.allowAnonymousDeploy()).isFalse();
    assertThat(config.heartbeatInterval()).isEqualTo(Duration.ofSeconds(10));
  }

  static List<Arguments> refused() {
    return List.of(
        refused("HAYHOOKS_LOG_LEVEL", "LOUD", LauncherConfig::new),
        refused("HAYHOOKS_PORT", "0", LauncherConfig::new),
        refused("HAYHOOKS_STARTUP_DEPLOY_STRATEGY", "lazy", PipelinesConfig::new),
        refused("HAYHOOKS_STARTUP_DEPLOY_WORKERS", "33", PipelinesConfig::new),
        refused("HAYHOOKS_INSTALL_TIMEOUT", "soon", EnvironmentConfig::new),
        refused("HAYHOOKS_WORKER_THREADS", "0", WorkerConfig::new),
        refused("HAYHOOKS_VALIDATION_STATUS", "418", HttpConfig::new),
        refused("HAYHOOKS_A2A_TASKS_KEPT", "0", TasksConfig::new),
        refused("HAYHOOKS_A2A_V0_3_COMPAT", "perhaps", A2aConfig::new),
        refused("HAYHOOKS_VALIDATION_STATUS", "200", HttpConfig::new));
  }

  private static Arguments refused(String key, String value, Consumer<Settings> config) {
    return Arguments.of(key, value, config);
  }

  @ParameterizedTest
  @MethodSource("refused")
  void aBadValueIsRefusedWithNameAndValue(String key, String value, Consumer<Settings> config) {
    Settings settings = Settings.of(Map.of(key, value));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> config.accept(settings))
        .withMessageStartingWith("%s is '%s', but must be ", key, value);
  }

  @Test
  void agentsHaveSessionsAndBoundedResults() {
    McpConfig config = new McpConfig(DEFAULTS);
    assertThat(config.allowedHosts()).isEmpty();
    assertThat(config.sessionTimeout()).isEqualTo(Duration.ofHours(1));
    assertThat(config.maxSessions()).isEqualTo(10_000);
    assertThat(config.maxContentSize()).isEqualTo(16L << 20);
    Settings settings = Settings.of(Map.of("HAYHOOKS_MCP_MAX_CONTENT_SIZE", "2GiB"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new McpConfig(settings))
        .withMessageContaining("HAYHOOKS_MCP_MAX_CONTENT_SIZE");
  }
}
