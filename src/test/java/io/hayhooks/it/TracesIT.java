// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a client's trace context to the spans of Haystack's components, here and at a collector. */
final class TracesIT {
  private static final String WRAPPER =
      """
      from haystack import Pipeline
      from haystack.components.builders import AnswerBuilder, PromptBuilder
      from hayhooks import BasePipelineWrapper, request_context

      class PipelineWrapper(BasePipelineWrapper):
          def setup(self) -> None:
              self.pipeline = Pipeline()
              self.pipeline.add_component("first", PromptBuilder("Dear {{ who }}", required_variables="*"))
              self.pipeline.add_component("second", PromptBuilder("{{ text }}!", required_variables="*"))
              self.pipeline.connect("first.prompt", "second.text")

          def run_api(self, who: str) -> str:
              if who == "nobody":
                  raise ValueError("Nobody is there")
              answer = self.pipeline.run({"first": {"who": who}})["second"]["prompt"]
              return f"{answer} {request_context().traceparent[3:35]}"
      """;

  @TempDir private static Path directory;
  private static Collector collector;
  private static ServerProcess server;

  @BeforeAll
  static void start() {
    collector = new Collector();
    server =
        ServerProcess.start(
            directory.resolve("pipelines"),
            Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", collector.url(), "OTEL_SERVICE_NAME", "traced-one"));
    assertThat(server.deployWrapper("letter", WRAPPER).statusCode()).isEqualTo(200);
  }

  @AfterAll
  static void stop() {
    server.close();
    collector.close();
  }

  private static HttpResponse<String> call(String who, String traceId) {
    HttpRequest request =
        server
            .json("/letter/run", "{\"who\":\"%s\"}".formatted(who))
            .header("traceparent", "00-%s-00f067aa0ba902b7-01".formatted(traceId))
            .build();
    return server.send(request);
  }

  private static JsonNode trace(String traceId) {
    HttpResponse<String> answer = server.get("/traces/" + traceId);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("Zebedee");
    return TestJson.read(answer);
  }

  private static String tag(JsonNode span, String key) {
    for (JsonNode tag : span.path("tags")) {
      if (tag.path("key").asText().equals(key)) {
        return tag.path("value").asText();
      }
    }
    return "";
  }

  @Test
  void aCallIsATreeDownToTheComponentsAndTheCollectorHasItToo() {
    String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    assertThat(call("Zebedee", traceId).body())
        .isEqualTo("{\"result\":\"Dear Zebedee! %s\"}", traceId);
    JsonNode root = trace(traceId).path("root_span");
    assertThat(root.path("name").asText()).isEqualTo("hayhooks.pipeline.run");
    assertThat(root.path("running").asBoolean()).isFalse();
    JsonNode pipeline = root.path("children").get(0);
    assertThat(pipeline.path("name").asText()).isEqualTo("haystack.pipeline.run");
    assertThat(pipeline.path("children"))
        .extracting(span -> tag(span, "haystack.component.name"))
        .containsExactly("first", "second");
    String id = new String(HexFormat.of().parseHex(traceId), StandardCharsets.ISO_8859_1);
    await()
        .untilAsserted(
            () ->
                assertThat(collector.requests())
                    .anySatisfy(
                        request ->
                            assertThat(request)
                                .startsWith("application/x-protobuf\n")
                                .contains(id, "traced-one", "haystack.component.run", "second")
                                .doesNotContain("Zebedee")));
  }

  @Test
  void aFailureIsMarkedAndFound() {
    String traceId = "5bf92f3577b34da6a3ce929d0e0e4736";
    assertThat(call("nobody", traceId).statusCode()).isEqualTo(500);
    assertThat(tag(trace(traceId), "hayhooks.success")).isEqualTo("false");
    JsonNode failed = TestJson.read(server.get("/traces?failed=true&pipeline=letter&limit=1"));
    assertThat(failed.path("traces").get(0).path("trace_id").asText()).isEqualTo(traceId);
    assertThat(TestJson.read(server.get("/traces?pipeline=other")).path("traces")).isEmpty();
  }

  @Test
  void whoWatchesIsToldOfEachCall() {
    URI uri = URI.create(server.url() + "/console/traces");
    EventLines lines = new EventLines(server.client(), HttpRequest.newBuilder(uri).build());
    assertThat(lines.next()).isEqualTo("event: snapshot");
    assertThat(lines.next()).contains("\"traces\":[");
    String traceId = "6bf92f3577b34da6a3ce929d0e0e4736";
    call("Zebedee", traceId);
    await()
        .until(
            () -> {
              String line = lines.next();
              return line.startsWith("data:") && line.contains(traceId);
            });
  }

  @Test
  void onlyOperatorsSeeTraces() {
    for (String path : List.of("/traces", "/console/traces")) {
      HttpRequest foreign =
          HttpRequest.newBuilder(URI.create(server.url() + path))
              .header("X-Forwarded-For", "192.0.2.1")
              .build();
      assertThat(server.send(foreign).statusCode()).isEqualTo(403);
    }
    assertThat(server.get("/traces?limit=none").statusCode()).isEqualTo(400);
    assertThat(server.get("/traces/nope").statusCode()).isEqualTo(404);
  }
}
