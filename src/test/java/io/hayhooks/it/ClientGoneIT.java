// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Work that nobody waits for any more ends. */
@ExtendWith(ServerExtension.class)
final class ClientGoneIT {
  private static final String WRAPPER =
      """
      import asyncio, time
      from collections.abc import AsyncGenerator, Generator
      from hayhooks import BasePipelineWrapper

      class PipelineWrapper(BasePipelineWrapper):
          def setup(self) -> None:
              pass

          def run_api(self, mark: str) -> Generator:
              return self.stream(mark)

          async def run_chat_completion_async(self, model: str, messages: list[dict], body: dict) -> AsyncGenerator:
              mark = messages[-1]["content"]
              try:
                  while True:
                      await asyncio.sleep(0.01)
                      yield "more "
              finally:
                  open(mark, "a").write("closed")

          def stream(self, mark: str) -> Generator:
              try:
                  while True:
                      time.sleep(0.01)
                      yield "more "
              finally:
                  open(mark, "a").write("closed")
      """;

  private final ServerProcess server;
  @TempDir private Path directory;

  ClientGoneIT(ServerProcess server) {
    this.server = server;
  }

  @BeforeAll
  static void deploy(ServerProcess server) {
    server.deployWrapper("endless", WRAPPER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"run", "chat"})
  void aGeneratorIsClosedWhenItsClientLeaves(String method) throws IOException {
    Path mark = directory.resolve("mark");
    HttpRequest request = method.equals("run") ? run(mark) : chat(mark);
    try (InputStream stream = open(request)) {
      assertThat(stream.readNBytes(50)).hasSize(50);
    }
    Awaitility.await("the generator's finally ran")
        .atMost(Duration.ofSeconds(5))
        .until(() -> Files.exists(mark) && Files.readString(mark).equals("closed"));
  }

  @Test
  void aSlowClientSlowsThePipelineAndNotTheServersMemory() throws IOException {
    server.deployWrapper(
        "torrent",
        """
        from collections.abc import Generator
        from hayhooks import BasePipelineWrapper

        class PipelineWrapper(BasePipelineWrapper):
            def setup(self) -> None:
                pass

            def run_api(self, mark: str) -> Generator:
                for i in range(100_000):
                    yield "x" * 10_000
                    if i % 100 == 0:
                        open(mark, "w").write(str(i))
        """);
    Path mark = directory.resolve("sent");
    HttpRequest request = request("/torrent/run", TestJson.write(Map.of("mark", mark.toString())));
    try (InputStream stream = open(request)) {
      assertThat(stream.readNBytes(1000)).hasSize(1000);
      Awaitility.await("the pipeline waits for its reader")
          .pollInterval(Duration.ofMillis(500))
          .atMost(Duration.ofSeconds(20))
          .until(() -> stands(mark));
      assertThat(Integer.parseInt(Files.readString(mark))).isLessThan(5_000);
    }
  }

  private static boolean stands(Path mark) throws IOException {
    return Files.exists(mark)
        && Files.getLastModifiedTime(mark).toMillis() < System.currentTimeMillis() - 1000;
  }

  private InputStream open(HttpRequest request) throws IOException {
    try {
      return server.client().send(request, HttpResponse.BodyHandlers.ofInputStream()).body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest run(Path mark) {
    return request("/endless/run", TestJson.write(Map.of("mark", mark.toString())));
  }

  private HttpRequest chat(Path mark) {
    return request(
        "/v1/chat/completions",
        """
        {"model":"endless","stream":true,"messages":[{"role":"user","content":%s}]}"""
            .formatted(TestJson.write(mark.toString())));
  }

  private HttpRequest request(String path, String json) {
    return server
        .request(path)
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json))
        .build();
  }
}
