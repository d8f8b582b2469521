// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Operators see the runs that go on, and end them. */
@ExtendWith(ServerExtension.class)
final class RunsIT {
  private static final String WRAPPER =
      """
      import time
      from hayhooks import BasePipelineWrapper, request_context

      ended = []

      class PipelineWrapper(BasePipelineWrapper):
          def setup(self) -> None:
              pass

          def run_api(self, how: str) -> list:
              if how == "ended":
                  return ended
              try:
                  while how == "stubborn" or not request_context().cancelled:
                      time.sleep(0.01)
                  ended.append("looked")
              except BaseException as error:
                  ended.append(type(error).__name__)
                  raise
              return ended

          def run_chat_completion(self, model: str, messages: list, body: dict):
              try:
                  for number in range(100000):
                      yield f"{number} "
                      time.sleep(0.01)
              finally:
                  ended.append("closed")
      """;

  private final ServerProcess server;

  RunsIT(ServerProcess server) {
    this.server = server;
  }

  @BeforeAll
  static void deploy(ServerProcess server) {
    HttpResponse<String> answer =
        server.deploy("long", Map.of("pipeline_wrapper.py", WRAPPER), Map.of("overwrite", true));
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  private JsonNode runs() {
    return TestJson.read(server.get("/runs?pipeline=long")).path("runs");
  }

  /** The only run, once there is one that has a worker. */
  private JsonNode only() {
    await().until(() -> runs().size() == 1 && runs().get(0).path("worker").isNumber());
    return runs().get(0);
  }

  private HttpResponse<String> cancel(String id) {
    return server.post("/runs/" + id + "/cancel", "");
  }

  private CompletableFuture<HttpResponse<String>> start(String path, String body) {
    return server
        .client()
        .sendAsync(server.json(path, body).build(), HttpResponse.BodyHandlers.ofString());
  }

  private void awaitEnded(String how) {
    await()
        .until(
            () ->
                server.post("/long/run", "{\"how\": \"ended\"}").body().contains(how)
                    && runs().isEmpty());
  }

  private void assertCancelled(HttpResponse<String> answer, String id) {
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("X-Run-Id")).hasValue(id);
    assertThat(answer.headers().firstValue("x-should-retry")).hasValue("false");
    assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    assertThat(TestJson.read(answer).path("detail").asText())
        .isEqualTo("The call of pipeline 'long' was cancelled by an operator");
  }

  @Test
  void codeThatLooksEndsByItself() {
    CompletableFuture<HttpResponse<String>> answer = start("/long/run", "{\"how\": \"looks\"}");
    JsonNode run = only();
    assertThat(run.path("method").asText()).isEqualTo("run");
    assertThat(run.path("state").asText()).isEqualTo("running");
    assertThat(run.path("deadline").isNull()).isTrue();
    assertThat(run.path("started").asText()).endsWith("Z");
    String id = run.path("id").asText();
    assertThat(TestJson.read(cancel(id)))
        .isEqualTo(
            TestJson.read(
                "{\"status\":\"success\",\"message\":\"Run cancelled successfully\","
                    + "\"success\":true,\"id\":\"%s\"}".formatted(id)));
    assertCancelled(answer.join(), id);
    awaitEnded("looked");
    assertThat(cancel(id).statusCode()).isEqualTo(404);
  }

  @Test
  void codeThatDoesNotLookIsInterrupted() {
    CompletableFuture<HttpResponse<String>> answer = start("/long/run", "{\"how\": \"stubborn\"}");
    String id = only().path("id").asText();
    assertThat(cancel(id).statusCode()).isEqualTo(200);
    assertCancelled(answer.join(), id);
    assertThat(only().path("state").asText()).isEqualTo("cancelled");
    awaitEnded("CallCancelled");
  }

  @Test
  void streamEndsWithAnErrorEvent() {
    CompletableFuture<HttpResponse<String>> answer =
        start("/v1/chat/completions", "{\"model\": \"long\", \"messages\": [], \"stream\": true}");
    JsonNode run = only();
    assertThat(run.path("method").asText()).isEqualTo("chat_completion");
    String id = run.path("id").asText();
    assertThat(cancel(id).statusCode()).isEqualTo(200);
    HttpResponse<String> stream = answer.join();
    assertThat(stream.headers().firstValue("X-Run-Id")).hasValue(id);
    assertThat(stream.body()).contains("cancelled by an operator").doesNotContain("[DONE]");
    awaitEnded("closed");
  }

  @Test
  void unknownRunIsNotFound() {
    assertThat(cancel("nope").statusCode()).isEqualTo(404);
    assertThat(cancel("nope").body()).contains("No run with the id 'nope' goes on");
    assertThat(TestJson.read(server.get("/runs?pipeline=nope")).path("runs")).isEmpty();
  }

  @Test
  void onlyOperatorsCancel() {
    HttpRequest foreign =
        HttpRequest.newBuilder(URI.create(server.url() + "/runs/nope/cancel"))
            .header("X-Forwarded-For", "192.0.2.1")
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    assertThat(server.send(foreign).statusCode()).isEqualTo(403);
  }
}
