// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Forked workers, pools, deadlines, and what can be seen of them, on the built server. */
@ExtendWith(ServerExtension.class)
final class WorkersIT {
  private static final String WRAPPER =
      """
      import os, time
      from hayhooks import BasePipelineWrapper, request_context

      class PipelineWrapper(BasePipelineWrapper):
          workers_min = 2
          workers_max = 2

          def setup(self) -> None:
              pass

          def run_api(self, seconds: float = 0) -> list:
              end = time.time() + seconds
              while time.time() < end:
                  sum(range(100))
              return [os.getpid(), request_context().remaining]

          def run_chat_completion(self, model: str, messages: list, body: dict):
              for number in range(1000):
                  yield f"{number} "
                  time.sleep(0.02)
      """;

  private final ServerProcess server;

  WorkersIT(ServerProcess server) {
    this.server = server;
  }

  @BeforeAll
  static void deployPools(ServerProcess server) {
    HttpResponse<String> answer =
        server.deploy("pooled", Map.of("pipeline_wrapper.py", WRAPPER), Map.of("overwrite", true));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void callsAreSharedAmongWorkers() {
    Set<Integer> pids = new HashSet<>();
    await()
        .until(
            () -> {
              HttpRequest run = server.json("/pooled/run", "{\"seconds\": 0.2}").build();
              var other = server.client().sendAsync(run, HttpResponse.BodyHandlers.ofString());
              pids.add(result(server.send(run)).get(0).asInt());
              pids.add(result(other.join()).get(0).asInt());
              return pids.size() == 2;
            });
    JsonNode workers = status().path("workers");
    assertThat(workers).hasSize(2);
    assertThat(workers.get(0).path("memory").asLong()).isGreaterThan(1 << 20);
    assertThat(workers.get(0).path("served").asLong()).isPositive();
    assertThat(status().path("waiting").asInt()).isZero();
  }

  private static JsonNode result(HttpResponse<String> response) {
    return TestJson.read(response.body()).path("result");
  }

  private JsonNode status() {
    return TestJson.read(server.get("/status/pooled").body()).path("deployment");
  }

  @Test
  void deadlineEndsTheWork() {
    HttpResponse<String> late = within("0.3", "/pooled/run", "{\"seconds\": 60}");
    assertThat(late.statusCode()).isEqualTo(504);
    assertThat(TestJson.read(late.body()).at("/error/type").asText()).isEqualTo("timeout_error");
    await().until(() -> calls() == 0); // interrupted, or its worker replaced
    HttpResponse<String> early = within("30", "/pooled/run", "{}");
    assertThat(result(early).get(1).asDouble()).isBetween(20.0, 30.0);
  }

  private HttpResponse<String> within(String seconds, String path, String body) {
    return server.send(server.json(path, body).header("X-Request-Timeout", seconds).build());
  }

  private int calls() {
    int calls = 0;
    for (JsonNode worker : status().path("workers")) {
      calls += worker.path("calls").asInt();
    }
    return calls;
  }

  @Test
  void deadlineEndsAStreamWithAnEvent() {
    HttpResponse<String> stream =
        within(
            "0.5",
            "/v1/chat/completions",
            "{\"model\": \"pooled\", \"messages\": [], \"stream\": true}");
    assertThat(stream.statusCode()).isEqualTo(200);
    assertThat(stream.body()).contains("\"content\":\"0 \"").contains("timeout_error");
    assertThat(stream.body()).doesNotContain("\"content\":\"999 \"");
  }

  @Test
  void deadlineThatIsNoTimeIsRefused() {
    HttpResponse<String> answer = within("soon", "/pooled/run", "{}");
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("X-Request-Timeout is 'soon'");
  }

  @Test
  void metersAreThereForPrometheus() {
    assertThat(server.post("/pooled/run", "{}").statusCode()).isEqualTo(200);
    HttpResponse<String> metrics =
        server.send(server.request("/metrics").version(HttpClient.Version.HTTP_1_1).build());
    assertThat(metrics.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain");
    assertThat(metrics.body())
        .contains("hayhooks_workers{pipeline=\"pooled\"} 2.0")
        .contains("hayhooks_call_seconds_count{method=\"run\",outcome=\"ok\",pipeline=\"pooled\"}")
        .contains("hayhooks_call_wait_seconds_bucket{pipeline=\"pooled\",le=\"0.001\"}")
        .contains("hayhooks_pipelines{state=\"loaded\"}")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void healthIsToldAsMicroProfileHealthHasIt() {
    for (String path : new String[] {"", "/live", "/ready", "/started"}) {
      HttpResponse<String> health = server.get("/health" + path);
      assertThat(health.statusCode()).isEqualTo(200);
      assertThat(TestJson.read(health.body()).path("status").asText()).isEqualTo("UP");
    }
    JsonNode check = TestJson.read(server.get("/health/ready").body()).at("/checks/0");
    assertThat(check.path("name").asText()).isEqualTo("pipelines");
    assertThat(check.at("/data/loaded").asInt()).isPositive();
    assertThat(server.get("/health/other").statusCode()).isEqualTo(404);
  }
}
