// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The executable jar as whoever starts it sees it. */
@ExtendWith(ServerExtension.class)
final class LauncherIT {
  private final ServerProcess server;
  @TempDir private Path directory;

  LauncherIT(ServerProcess server) {
    this.server = server;
  }

  /** Runs the jar with arguments that make it end at once. */
  private String runToEnd(int status, String... arguments) throws Exception {
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-jar",
                            TestPaths.TARGET.resolve("hayhooks.jar").toString()),
                        Stream.of(arguments))
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).isEqualTo(status);
    return Files.readString(output);
  }

  @Test
  void theStartEndsWithTheUrls() {
    assertThat(server.output())
        .contains("Ready after ")
        .contains("  console          http://localhost:%d/\n".formatted(server.port()))
        .contains("  API docs         http://localhost:%d/docs\n".formatted(server.port()))
        .contains("  OpenAI base URL  http://localhost:%d/v1\n".formatted(server.port()))
        .doesNotContainIgnoringCase("grizzly", "hazelcast", "payara", "jersey");
  }

  @Test
  void nobodyBeyondThisMachineReachesIt() throws IOException {
    for (InetAddress address : InetAddress.getAllByName(InetAddress.getLocalHost().getHostName())) {
      if (!address.isLoopbackAddress()) {
        // The port is free on every other address of this machine.
        new ServerSocket(server.port(), 1, address).close();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/health/other", "/a%2Fb", "/a;b/c", "/index.html"})
  void whatPayaraWouldAnswerIsAnsweredByUs(String path) {
    HttpResponse<String> answer = server.get(path);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(answer.headers().map()).doesNotContainKeys("server", "x-powered-by");
  }

  @Test
  void aConnectionIsKeptForAsManyRequestsAsTheClientLikes() throws IOException {
    byte[] request =
        "GET /status/nope HTTP/1.1\r\nHost: localhost:%d\r\n\r\n"
            .formatted(server.port())
            .getBytes(StandardCharsets.US_ASCII);
    try (Socket socket = new Socket("localhost", server.port())) {
      socket.setSoTimeout(10_000);
      InputStream answers = new BufferedInputStream(socket.getInputStream());
      for (int i = 0; i < 1000; i++) {
        socket.getOutputStream().write(request);
        assertThat(readAnswer(answers)).as("answer %d", i).startsWith("HTTP/1.1 404");
      }
    }
  }

  private static String readAnswer(InputStream answers) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = answers.read();
      assertThat(next).as("the connection stays open").isNotNegative();
      head.append((char) next);
    }
    String length = head.toString().replaceFirst("(?is).*\r\ncontent-length: (\\d+).*", "$1");
    answers.readNBytes(Integer.parseInt(length));
    return head.toString();
  }

  @Test
  void aPortInUseIsOneLine() throws Exception {
    assertThat(runToEnd(1, "run", "--port", Integer.toString(server.port())).lines())
        .containsExactly(
            "Port %d of localhost is in use; choose another with --port or HAYHOOKS_PORT"
                .formatted(server.port()));
  }

  @Test
  void theVersionIsThatOfTheBuild() throws Exception {
    assertThat(runToEnd(0, "--version").lines())
        .singleElement()
        .asString()
        .matches("Hayhooks EE \\d.*");
  }

  @Test
  void aKilledLauncherTakesTheServerAndItsWorkersWithIt() {
    try (ServerProcess other = ServerProcess.start(directory.resolve("pipelines"), Map.of())) {
      other.deployWrapper("hello", WRAPPER);
      List<ProcessHandle> processes = other.processes();
      assertThat(processes).hasSizeGreaterThan(2);
      other.kill();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    }
  }

  private static final String WRAPPER =
      """
      from hayhooks import BasePipelineWrapper


      class PipelineWrapper(BasePipelineWrapper):
          def setup(self):
              pass

          def run_api(self, name: str) -> str:
              return name
      """;

  @Test
  void twoServersShareADataDirectoryAndTheFirstKeepsRunningWhenTheSecondStops() {
    try (ServerProcess other = ServerProcess.start(directory.resolve("pipelines"), Map.of())) {
      assertThat(other.get("/status").statusCode()).isEqualTo(200);
      assertThat(other.stop()).isEqualTo(143);
    }
    assertThat(server.get("/status").statusCode()).isEqualTo(200);
  }
}
