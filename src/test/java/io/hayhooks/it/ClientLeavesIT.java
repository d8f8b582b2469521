// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work for a client that leaves is stopped, although nothing could be written to it yet. */
@ExtendWith(ServerExtension.class)
@EnabledOnOs(OS.LINUX)
final class ClientLeavesIT {
  private static final String WRAPPER =
      """
      import time
      from collections.abc import Generator
      from hayhooks import BasePipelineWrapper, request_context

      class PipelineWrapper(BasePipelineWrapper):
          def setup(self) -> None:
              pass

          def run_api(self, stream: bool = False, seconds: float = 60) -> str | Generator:
              return self.silence() if stream else self.wait(seconds)

          def wait(self, seconds: float) -> str:
              end = time.monotonic() + seconds
              while time.monotonic() < end and not request_context().cancelled:
                  time.sleep(0.01)
              return "waited"

          def silence(self) -> Generator:
              yield self.wait(60)
      """;

  private final ServerProcess server;

  ClientLeavesIT(ServerProcess server) {
    this.server = server;
  }

  @BeforeAll
  static void deploy(ServerProcess server) {
    Map<String, String> files = Map.of("pipeline_wrapper.py", WRAPPER);
    assertThat(server.deploy("waits", files, Map.of("overwrite", true)).statusCode())
        .isEqualTo(200);
  }

  private JsonNode runs() {
    return TestJson.read(server.get("/runs?pipeline=waits")).path("runs");
  }

  private Socket call(String body) throws IOException {
    URI url = URI.create(server.url());
    Socket socket = new Socket(url.getHost(), url.getPort());
    String request =
        "POST /waits/run HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
            + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body);
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    await().until(() -> runs().size() == 1 && runs().get(0).path("worker").isNumber());
    return socket;
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"stream\": true}"})
  void closedConnectionStopsTheWork(String body) throws IOException {
    call(body).close();
    await().until(() -> runs().isEmpty());
  }

  @Test
  void brokenConnectionStopsTheWork() throws IOException {
    try (Socket socket = call("{}")) {
      await().until(() -> runs().get(0).path("age").asDouble() > 2); // it must have been seen once
      socket.setSoLinger(true, 0); // closing sends a reset
    }
    await().until(() -> runs().isEmpty());
  }

  @Test
  void patientClientGetsItsAnswer() {
    // longer than several looks
    assertThat(server.post("/waits/run", "{\"seconds\": 2.5}").body())
        .isEqualTo("{\"result\":\"waited\"}");
  }
}
