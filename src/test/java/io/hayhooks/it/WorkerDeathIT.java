// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 of a worker costs its own calls and nothing else. */
@ExtendWith(ServerExtension.class)
final class WorkerDeathIT {
  private static final String WRAPPER =
      """
      import os, sys, time
      from collections.abc import Generator
      from hayhooks import BasePipelineWrapper

      class PipelineWrapper(BasePipelineWrapper):
          def setup(self) -> None:
              print("last words of the worker", file=sys.stderr)

          def run_api(self, mark: str = "", seconds: float = 0) -> int:
              if mark:
                  open(mark, "w").write(str(os.getpid()))
              time.sleep(seconds)
              return os.getpid()

          def run_chat_completion(self, model: str, messages: list[dict], body: dict) -> Generator:
              yield f"pid {os.getpid()} "
              while True:
                  time.sleep(0.01)
                  yield "more "
      """;

  private static final String CHAT =
      """
      {"model":"mortal","stream":true,"messages":[{"role":"user","content":"go on"}]}""";

  private final ServerProcess server;
  @TempDir private Path directory;

  WorkerDeathIT(ServerProcess server) {
    this.server = server;
  }

  @BeforeAll
  static void deploy(ServerProcess server) {
    server.deployWrapper("mortal", WRAPPER);
    server.deployWrapper("bystander", WRAPPER);
  }

  @Test
  void aCallOfADeadWorkerFailsAtOnceAndTheNextOneSucceeds() throws IOException {
    Path mark = directory.resolve("pid");
    CompletableFuture<HttpResponse<String>> bystander =
        post("/bystander/run", Map.of("seconds", 2));
    CompletableFuture<HttpResponse<String>> call =
        post("/mortal/run", Map.of("mark", mark.toString(), "seconds", 60));
    Awaitility.await().until(() -> Files.exists(mark) && !Files.readString(mark).isEmpty());

    kill(Long.parseLong(Files.readString(mark)));

    HttpResponse<String> answer = call.orTimeout(1, TimeUnit.SECONDS).join();
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.body()).contains("SIGKILL");
    HttpResponse<String> next = server.post("/mortal/run", "{}");
    assertThat(next.statusCode()).isEqualTo(200);
    assertThat(bystander.join().statusCode()).isEqualTo(200);
    assertThat(server.get("/status").body())
        .contains("SIGKILL")
        .contains("last words of the worker");
  }

  @Test
  void aStreamOfADeadWorkerEndsWithAnErrorEvent() {
    HttpRequest request =
        server
            .request("/v1/chat/completions")
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(CHAT))
            .build();
    EventLines lines = new EventLines(server.client(), request);
    String first = lines.next();
    long pid = Long.parseLong(first.replaceAll("(?s).*pid (\\d+) .*", "$1"));

    kill(pid);

    String last = lines.last(Duration.ofSeconds(1));
    assertThat(last).startsWith("data: {\"error\":{").contains("SIGKILL");
    assertThat(server.post("/mortal/run", "{}").statusCode()).isEqualTo(200);
  }

  private CompletableFuture<HttpResponse<String>> post(String path, Map<String, ?> body) {
    HttpRequest request =
        server
            .request(path)
            .header("content-type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(TestJson.write(body)))
            .build();
    return server.client().sendAsync(request, HttpResponse.BodyHandlers.ofString());
  }

  private static void kill(long pid) {
    Commands.run(Map.of(), List.of("kill", "-9", Long.toString(pid)));
  }
}
