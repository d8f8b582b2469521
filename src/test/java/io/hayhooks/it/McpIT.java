// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pipelines as an agent's tools, as seen on the wire. */
@ExtendWith(ServerExtension.class)
final class McpIT {
  private static final String ENDLESS =
      """
      import time
      from collections.abc import Generator
      from hayhooks import BasePipelineWrapper

      class PipelineWrapper(BasePipelineWrapper):
          def setup(self) -> None:
              pass

          def run_api(self, mark: str) -> Generator:
              return self.stream(mark)

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

  McpIT(ServerProcess server) {
    this.server = server;
  }

  @BeforeAll
  static void deploy(ServerProcess server) {
    for (String fixture :
        List.of("echo_typed", "models_io", "stream_sync", "file_out", "skip_mcp_flag")) {
      server.deployFixture(fixture);
    }
    server.deployWrapper("mcp_endless", ENDLESS);
  }

  private static List<String> tools(McpClient client) {
    return client.result("tools/list", Map.of()).at("/tools").findValuesAsText("name");
  }

  @Test
  void aClientThatNeverIntroducesItselfIsAnswered() {
    McpClient client = McpClient.stateless(server);
    assertThat(client.result("ping", Map.of())).isEmpty();
    assertThat(tools(client)).contains("get_all_pipeline_statuses", "echo_typed");
    JsonNode result = client.callTool("echo_typed", Map.of("query", "hé", "top_k", "7"));
    assertThat(result.get("isError").asBoolean()).isFalse();
    assertThat(result.at("/content/0/text").asText())
        .startsWith("{\"query\": \"hé\", \"top_k\": 7,");
    assertThat(result.at("/structuredContent/result/items")).hasSize(2);
  }

  @Test
  void aSessionLastsUntilItIsDeleted() {
    McpClient client = McpClient.open(server);
    assertThat(client.result("ping", Map.of())).isEmpty();
    HttpRequest delete = client.request("*/*").DELETE().build();
    assertThat(server.send(delete).statusCode()).isEqualTo(204);
    assertThat(client.post("ping", Map.of()).statusCode()).isEqualTo(404);
    assertThat(server.send(delete).statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "2024-11-05,2024-11-05",
    "2025-03-26,2025-03-26",
    "2025-06-18,2025-06-18",
    "2025-11-25,2025-11-25",
    "1999-01-01,2025-11-25"
  })
  void theClientsVersionIsSpokenIfItCanBe(String wanted, String spoken) {
    JsonNode result =
        McpClient.stateless(server).result("initialize", McpClient.introduction(wanted));
    assertThat(result.get("protocolVersion").asText()).isEqualTo(spoken);
    assertThat(result.at("/capabilities/tools/listChanged").asBoolean()).isTrue();
  }

  @Test
  void aMismatchIsAResultThatNamesTheParameter() {
    JsonNode result = McpClient.stateless(server).callTool("echo_typed", Map.of("top_k", "many"));
    assertThat(result.get("isError").asBoolean()).isTrue();
    assertThat(result.at("/content/0/text").asText())
        .startsWith("Input validation error: 'query' is a required property; top_k: ");
  }

  @Test
  void aPipelineThatOptedOutIsNotThere() {
    McpClient client = McpClient.stateless(server);
    assertThat(tools(client)).doesNotContain("skip_mcp_flag");
    assertThat(client.text("skip_mcp_flag", Map.of("q", "x")))
        .isEqualTo(client.text("nope", Map.of()).replace("nope", "skip_mcp_flag"));
    assertThat(client.text("get_all_pipeline_statuses", Map.of()))
        .startsWith("Available pipelines:\n")
        .contains("echo_typed")
        .doesNotContain("skip_mcp_flag");
    Map<String, String> name = Map.of("pipeline_name", "skip_mcp_flag");
    assertThat(client.text("get_pipeline_status", name)).endsWith("is deployed: False");
    assertThat(client.text("undeploy_pipeline", name)).endsWith("'skip_mcp_flag' not found");
    assertThat(server.get("/status/skip_mcp_flag").statusCode()).isEqualTo(200);
  }

  @Test
  void piecesOfAStreamAreProgressAndItsTextIsTheResult() {
    McpClient client = McpClient.open(server);
    EventLines events =
        client.stream(
            client.call(
                "tools/call",
                Map.of(
                    "name", "stream_sync",
                    "arguments", Map.of("query", "one two"),
                    "_meta", Map.of("progressToken", "p"))));
    StringBuilder pieces = new StringBuilder();
    JsonNode message = data(events);
    for (int count = 1; message.has("method"); count++) {
      assertThat(message.get("method").asText()).isEqualTo("notifications/progress");
      assertThat(message.at("/params/progressToken").asText()).isEqualTo("p");
      assertThat(message.at("/params/progress").asInt()).isEqualTo(count);
      pieces.append(message.at("/params/message").asText());
      message = data(events);
    }
    assertThat(pieces).startsWith("one two ");
    assertThat(message.at("/result/content/0/text").asText()).isEqualTo(pieces.toString());
  }

  private static JsonNode data(EventLines events) {
    assertThat(events.next()).isEqualTo("event: message");
    return TestJson.read(events.next().substring("data: ".length()));
  }

  @Test
  void aCancelledCallEndsItsWork() {
    McpClient client = McpClient.open(server);
    Path mark = directory.resolve("cancelled");
    Map<String, ?> call = endless(client, mark);
    EventLines events = client.stream(call);
    assertThat(data(events).at("/params/message").asText()).isEqualTo("more ");
    client.tell("notifications/cancelled", Map.of("requestId", call.get("id")));
    awaitClosed(mark);
    assertThat(events.last(Duration.ofSeconds(5))).doesNotContain("\"result\"");
  }

  @Test
  void workEndsWithItsSession() {
    McpClient client = McpClient.open(server);
    Path mark = directory.resolve("deleted");
    EventLines events = client.stream(endless(client, mark));
    assertThat(data(events).at("/params/message").asText()).isEqualTo("more ");
    server.send(client.request("*/*").DELETE().build());
    awaitClosed(mark);
  }

  @Test
  void workEndsWhenItsClientLeaves() throws IOException, InterruptedException {
    McpClient client = McpClient.stateless(server);
    Path mark = directory.resolve("left");
    HttpRequest request =
        client.message("application/json, text/event-stream", endless(client, mark)).build();
    try (var stream =
        server.client().send(request, HttpResponse.BodyHandlers.ofInputStream()).body()) {
      assertThat(new String(stream.readNBytes(100), StandardCharsets.UTF_8)).contains("progress");
    }
    awaitClosed(mark);
  }

  private static Map<String, ?> endless(McpClient client, Path mark) {
    return client.call(
        "tools/call",
        Map.of(
            "name", "mcp_endless",
            "arguments", Map.of("mark", mark.toString()),
            "_meta", Map.of("progressToken", 1)));
  }

  private static void awaitClosed(Path mark) {
    Awaitility.await("the generator's finally ran")
        .atMost(Duration.ofSeconds(5))
        .until(() -> Files.exists(mark) && Files.readString(mark).equals("closed"));
  }

  @Test
  void sessionsHearOfNewTools() {
    McpClient client = McpClient.open(server);
    EventLines events = client.listen();
    events.awaitBegin();
    server.deployFixture("no_params");
    assertThat(data(events).get("method").asText()).isEqualTo("notifications/tools/list_changed");
    assertThat(tools(client)).contains("no_params");
  }

  @Test
  void anOperatorDeploysWithTheDefaultsOfTheRoute() {
    McpClient client = McpClient.stateless(server);
    Map<String, ?> files = TestPaths.fixture("async_echo");
    assertThat(client.text("deploy_pipeline", Map.of("name", "mcp_deployed", "files", files)))
        .isEqualTo("Pipeline 'mcp_deployed' deployed successfully");
    assertThat(Files.isDirectory(server.pipelines().resolve("mcp_deployed"))).isTrue();
    assertThat(client.text("mcp_deployed", Map.of("text", "abc"))).isEqualTo("ABC");
    assertThat(client.text("undeploy_pipeline", Map.of("pipeline_name", "mcp_deployed")))
        .isEqualTo("Pipeline 'mcp_deployed' undeployed");
    assertThat(client.text("deploy_pipeline", Map.of("name", "x")))
        .isEqualTo("Input validation error: 'files' is a required property");
  }

  @Test
  void othersMayCallToolsAndNotDeploy() {
    McpClient client = McpClient.stateless(server);
    for (String tool : List.of("deploy_pipeline", "undeploy_pipeline")) {
      HttpRequest request =
          client
              .message("application/json", client.call("tools/call", Map.of("name", tool)))
              .header("X-Forwarded-For", "192.0.2.1")
              .build();
      assertThat(server.send(request).body())
          .contains("\"isError\":true", "Only callers on the server's own machine");
    }
  }

  @ParameterizedTest
  @CsvSource({"http://evil.example,403", "null,403", "http://localhost:1,403", "same,200"})
  void pagesOfOtherOriginsAreKeptOut(String origin, int status) {
    McpClient client = McpClient.stateless(server);
    HttpRequest request =
        client
            .message("application/json", client.call("ping", Map.of()))
            .header("Origin", origin.equals("same") ? server.url() : origin)
            .build();
    assertThat(server.send(request).statusCode()).isEqualTo(status);
  }

  @Test
  void aFileIsABlock() {
    JsonNode result = McpClient.stateless(server).callTool("file_out", Map.of("text", "hi"));
    assertThat(result.at("/content/0/type").asText()).isEqualTo("resource");
    assertThat(result.at("/content/0/resource/text").asText()).isEqualTo("hi");
    assertThat(result.at("/content/0/resource/uri").asText()).endsWith("/file_out/out.txt");
  }

  @Test
  void aBodyBeyondTheLimitIsRefusedUnread(@TempDir Path directory) throws IOException {
    Path large = Uploads.sparse(directory.resolve("large"), 65 << 20);
    String answer =
        Commands.run(
            Map.of(),
            List.of(
                "curl",
                "-s",
                "-H",
                "Content-Type: application/json",
                "-T",
                large.toString(),
                "-X",
                "POST",
                server.url() + "/mcp"));
    assertThat(TestJson.read(answer).at("/error/code").asInt()).isEqualTo(413);
  }

  @Test
  void theOlderTransportAnswersOnItsStream() {
    EventLines events = new EventLines(server.client(), server.request("/sse").GET().build());
    assertThat(events.next()).isEqualTo("event: endpoint");
    String endpoint = events.next().substring("data: ".length());
    assertThat(endpoint).matches("/messages/\\?session_id=[0-9a-f]{32}");
    String call = TestJson.write(McpClient.stateless(server).call("tools/list", Map.of()));
    assertThat(server.post(endpoint, call).statusCode()).isEqualTo(202);
    assertThat(data(events).at("/result/tools")).isNotEmpty();
    assertThat(server.post("/messages/?session_id=" + "0".repeat(32), call).statusCode())
        .isEqualTo(404);
  }
}
