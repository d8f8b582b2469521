// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many at once: no thread of the server waits for a call or a stream. */
@ExtendWith(ServerExtension.class)
final class ManyCallsIT {
  private static final String WRAPPER =
      """
      import asyncio
      from collections.abc import AsyncGenerator
      from hayhooks import BasePipelineWrapper

      class PipelineWrapper(BasePipelineWrapper):
          def setup(self) -> None:
              pass

          async def run_api_async(self, seconds: float) -> str:
              await asyncio.sleep(seconds)
              return "slept"

          async def run_chat_completion_async(self, model: str, messages: list[dict], body: dict) -> AsyncGenerator:
              for i in range(200):
                  await asyncio.sleep(0.01)
                  yield f"{i} "
      """;

  private static final String CHAT =
      """
      {"model":"many","stream":true,"messages":[{"role":"user","content":"go"}]}""";

  private final ServerProcess server;

  ManyCallsIT(ServerProcess server) {
    this.server = server;
  }

  @BeforeAll
  static void deploy(ServerProcess server) {
    server.deployWrapper("many", WRAPPER);
  }

  @Test
  void fiveHundredCallsThatSleepHoldNoThread() {
    long before = threads();
    var calls = start(500, "/many/run", "{\"seconds\": 2}");
    long during = server.post("/many/run", "{\"seconds\": 1}").statusCode() == 200 ? threads() : -1;

    assertThat(calls.stream().map(CompletableFuture::join))
        .allMatch(answer -> answer.body().equals("{\"result\":\"slept\"}"));
    assertThat(during).isBetween(1L, before + 60);
  }

  @Test
  void twoHundredStreamsOfTwoHundredTokensArriveWhole() {
    long before = threads();
    var streams = start(200, "/v1/chat/completions", CHAT);
    long during = server.post("/many/run", "{\"seconds\": 1}").statusCode() == 200 ? threads() : -1;

    assertThat(streams.stream().map(CompletableFuture::join).map(HttpResponse::body))
        .allMatch(body -> body.endsWith("data: [DONE]\n\n"))
        .allMatch(body -> body.split("\"content\":", -1).length - 1 >= 200);
    assertThat(during).isBetween(1L, before + 60);
  }

  /** Threads of the server's Java processes; idle container threads come and go by some tens. */
  private long threads() {
    return server.processes().stream()
        .filter(process -> process.info().command().orElse("").endsWith("java"))
        .mapToLong(process -> threads(process.pid()))
        .sum();
  }

  private static long threads(long pid) {
    return Commands.run(Map.of(), List.of("ls", "/proc/%d/task".formatted(pid))).lines().count();
  }

  private List<CompletableFuture<HttpResponse<String>>> start(int count, String path, String body) {
    HttpRequest request =
        server
            .request(path)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return IntStream.range(0, count)
        .mapToObj(i -> server.client().sendAsync(request, HttpResponse.BodyHandlers.ofString()))
        .toList();
  }
}
