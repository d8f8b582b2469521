// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The web console in a real browser, also behind nginx with a prefix. */
@ExtendWith(ServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConsoleIT {
  private final ServerProcess server;
  private JsonNode outcomes;

  ConsoleIT(ServerProcess server) {
    this.server = server;
  }

  private static Optional<String> installed(String... commands) {
    return Stream.of(commands).filter(command -> Files.isExecutable(Path.of(command))).findFirst();
  }

  @BeforeAll
  void useIt() throws IOException {
    Optional<String> browser =
        installed("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome");
    assumeThat(browser)
        .as("Chromium is not installed (Debian's package: chromium): the console is not tested")
        .isPresent();
    deploy("console_echo", "echo_typed");
    deploy("console_models", "models_io");
    deploy("console_upload", "upload");
    deploy("console_file", "file_out");
    deploy("console_stream", "stream_sync");
    deploy("console_chat", "chat_multi");
    String yaml = Files.readString(TestPaths.FIXTURES.resolve("yaml/prompt.yml"));
    server.post(
        "/deploy-yaml", TestJson.write(Map.of("name", "console_yaml", "source_code", yaml)));
    Path pictures = Files.createDirectories(TestPaths.TARGET.resolve("console-pictures"));
    Optional<String> nginx = installed("/usr/sbin/nginx");
    try (PrefixProxy proxy = nginx.isPresent() ? PrefixProxy.start(nginx.get(), server) : null) {
      outcomes =
          TestJson.read(
              Commands.run(
                  Map.of(),
                  List.of(
                      "node",
                      TestPaths.TARGET.resolve("node/console_scenario.mjs").toString(),
                      server.url() + "/",
                      proxy == null ? "" : proxy.url(),
                      browser.get(),
                      pictures.toString())));
    }
  }

  private void deploy(String name, String fixture) {
    assertThat(server.deploy(name, TestPaths.fixture(fixture), Map.of()).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "overview",
        "run",
        "files",
        "chat",
        "graphAndCode",
        "runningCalls",
        "deploy",
        "traces",
        "undeploy",
        "connect",
        "keyboard",
        "withoutScripts"
      })
  void everyPartCanBeUsed(String part) {
    assertThat(outcomes.path(part).asText()).isEqualTo("ok");
  }

  @Test
  void itWorksBehindAPrefix() {
    String outcome = outcomes.path("behindAPrefix").asText();
    assumeThat(outcome).as("nginx is not installed").isNotEqualTo("no proxy");
    assertThat(outcome).isEqualTo("ok");
  }

  @Test
  void noPageMakesTheBrowserOrAxeComplain() {
    assertThat(outcomes.path("complaints")).isEmpty();
  }
}
