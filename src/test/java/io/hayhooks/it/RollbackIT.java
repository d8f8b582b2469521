// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way back to an earlier deployment costs no caller a call, and lasts. */
final class RollbackIT {
  private static final String WRAPPER =
      """
      import time
      from hayhooks import BasePipelineWrapper

      class PipelineWrapper(BasePipelineWrapper):
          def setup(self) -> None:
              pass

          def run_api(self) -> int:
              time.sleep(0.01)
              return %d
      """;

  private final AtomicBoolean done = new AtomicBoolean();
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();

  @TempDir private Path directory;

  @Test
  void aRollbackFailsNoCallAndARestartKeepsIt() {
    Path pipelines = directory.resolve("pipelines");
    List<String> after;
    try (ServerProcess server = ServerProcess.start(pipelines, Map.of())) {
      server.deployWrapper("hot", WRAPPER.formatted(1));
      assertThat(rollback(server, "").statusCode()).isEqualTo(409);
      List<CompletableFuture<Void>> callers =
          IntStream.range(0, 4)
              .mapToObj(i -> CompletableFuture.runAsync(() -> call(server)))
              .toList();
      server.deployWrapper("hot", WRAPPER.formatted(2));
      List<String> before = revisions(server);
      for (int version : new int[] {1, 2, 1}) {
        assertRolledBack(rollback(server, ""), server);
        assertThat(server.post("/hot/run", "{}").body()).isEqualTo("{\"result\":%d}", version);
      }
      done.set(true);
      callers.forEach(CompletableFuture::join);
      assertThat(failed).isEmpty();
      after = revisions(server);
      assertThat(after).containsExactly(before.get(1), before.get(0));
      server.stop();
    }
    try (ServerProcess server = ServerProcess.start(pipelines, Map.of())) {
      assertThat(server.post("/hot/run", "{}").body()).isEqualTo("{\"result\":1}");
      assertThat(revisions(server)).isEqualTo(after);
      assertAnswersErrors(server, after.get(0));
      String wanted = TestJson.write(Map.of("revision", after.get(1)));
      assertRolledBack(rollback(server, wanted), server);
      assertThat(server.post("/hot/run", "{}").body()).isEqualTo("{\"result\":2}");
    }
  }

  private static void assertRolledBack(HttpResponse<String> answer, ServerProcess server) {
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(TestJson.read(answer))
        .isEqualTo(
            TestJson.read(
                """
                {"status":"success","message":"Pipeline rolled back successfully","name":"hot",
                 "success":true,"endpoint":"/hot/run","revision":"%s"}"""
                    .formatted(revisions(server).get(0))));
  }

  private static void assertAnswersErrors(ServerProcess server, String known) {
    HttpResponse<String> unknown = rollback(server, "{\"revision\":\"0\"}");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body()).contains(known);
    assertThat(rollback(server, "{\"revision\":1}").statusCode()).isEqualTo(400);
    assertThat(server.post("/rollback/nope", "").statusCode()).isEqualTo(404);
    assertThat(server.get("/revisions/nope").statusCode()).isEqualTo(404);
    HttpRequest foreign =
        HttpRequest.newBuilder(URI.create(server.url() + "/rollback/hot"))
            .header("X-Forwarded-For", "192.0.2.1")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(server.send(foreign).statusCode()).isEqualTo(403);
    JsonNode shown = TestJson.read(server.get("/revisions/hot/" + known));
    assertThat(shown.path("files").findValuesAsText("path")).containsExactly("pipeline_wrapper.py");
    assertThat(server.get("/revisions/hot/0").statusCode()).isEqualTo(404);
    for (String path : List.of("/revisions/hot/" + known, "/progress/hot")) {
      HttpRequest look =
          HttpRequest.newBuilder(URI.create(server.url() + path))
              .header("X-Forwarded-For", "192.0.2.1")
              .build();
      assertThat(server.send(look).statusCode()).as(path).isEqualTo(403);
    }
  }

  private static HttpResponse<String> rollback(ServerProcess server, String body) {
    return server.post("/rollback/hot", body);
  }

  /** The ids, the current one being the first. */
  private static List<String> revisions(ServerProcess server) {
    JsonNode revisions = TestJson.read(server.get("/revisions/hot")).path("revisions");
    assertThat(revisions).allMatch(one -> one.path("kind").asText().equals("files"));
    assertThat(revisions.findValuesAsText("current").indexOf("true")).isZero();
    return revisions.findValuesAsText("revision");
  }

  private void call(ServerProcess server) {
    while (!done.get()) {
      HttpResponse<String> answer = server.post("/hot/run", "{}");
      if (answer.statusCode() != 200) {
        failed.add(answer.statusCode() + " " + answer.body());
      }
    }
  }
}
