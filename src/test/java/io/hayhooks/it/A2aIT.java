// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static io.hayhooks.it.A2aAgent.NAME;
import static io.hayhooks.it.A2aAgent.atOnce;
import static io.hayhooks.it.A2aAgent.call;
import static io.hayhooks.it.A2aAgent.deploy;
import static io.hayhooks.it.A2aAgent.id;
import static io.hayhooks.it.A2aAgent.json;
import static io.hayhooks.it.A2aAgent.message;
import static io.hayhooks.it.A2aAgent.request;
import static io.hayhooks.it.A2aAgent.said;
import static io.hayhooks.it.A2aAgent.state;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The A2A door as another agent sees it, byte for byte. */
@ExtendWith(ServerExtension.class)
final class A2aIT {
  @TempDir private Path directory;
  private final ServerProcess server;

  A2aIT(ServerProcess server) {
    this.server = server;
  }

  @BeforeAll
  static void serve(ServerProcess server) {
    assertThat(deploy(server, "Talks.").statusCode()).isEqualTo(200);
  }

  private JsonNode send(ObjectNode params) {
    return call(server, "SendMessage", params).at("/result/task");
  }

  private String mark() {
    return directory.resolve("mark").toString();
  }

  private static List<JsonNode> events(HttpResponse<String> stream) {
    List<JsonNode> events = new ArrayList<>();
    for (String frame : stream.body().split("\r\n\r\n", -1)) {
      if (frame.startsWith("data: ")) {
        events.add(TestJson.read(frame.substring("data: ".length())).path("result"));
      }
    }
    return events;
  }

  @Test
  void cardsFollowDeploysAtOnceAndAreNotSentTwice() {
    String path = "/" + NAME + "/.well-known/agent-card.json";
    HttpResponse<String> card = server.get(path);
    String tag = card.headers().firstValue("ETag").orElseThrow();
    assertThat(TestJson.read(card).path("description").textValue()).isEqualTo("Talks.");
    assertThat(TestJson.read(card).path("url").textValue())
        .isEqualTo(server.url() + "/" + NAME + "/");
    HttpRequest again = server.request(path).header("If-None-Match", tag).build();
    assertThat(server.send(again).statusCode()).isEqualTo(304);

    deploy(server, "Talks more.");
    assertThat(server.send(again).statusCode()).isEqualTo(200);
    assertThat(TestJson.read(server.get("/a2a" + path)).path("description").textValue())
        .isEqualTo("Talks more.");
    deploy(server, "Talks.");
  }

  @Test
  void theCatalogueFollowsUndeploys() {
    server.deployWrapper("a2a_passing", A2aAgent.WRAPPER.formatted("Passes."));
    assertThat(server.get("/a2a").body()).contains(NAME).contains("a2a_passing");
    server.post("/undeploy/a2a_passing", "");
    assertThat(server.get("/.well-known/agents.json").body())
        .contains(NAME)
        .doesNotContain("a2a_passing");
    assertThat(server.get("/a2a_passing/.well-known/agent-card.json").statusCode()).isEqualTo(404);
    assertThat(server.post("/a2a/a2a_passing/", "{}").statusCode()).isEqualTo(404);
  }

  @Test
  void cardsCarryTheAddressThatAProxyTells() {
    HttpRequest request =
        server
            .request("/a2a/" + NAME + "/.well-known/agent-card.json")
            .header("X-Forwarded-For", "192.0.2.1, 127.0.0.2")
            .header("X-Forwarded-Proto", "https")
            .header("X-Forwarded-Host", "ai.example:8443, inner")
            .header("X-Forwarded-Prefix", "/ai/")
            .build();
    assertThat(TestJson.read(server.send(request)).path("url").textValue())
        .isEqualTo("https://ai.example:8443/ai/a2a/" + NAME + "/");
  }

  @Test
  void aTaskIsDoneFoundAndListed() {
    JsonNode task = send(message("Hi"));
    assertThat(state(task)).isEqualTo("COMPLETED");
    assertThat(said(task)).isEqualTo("user: Hi");
    assertThat(call(server, "GetTask", id(task.path("id").asText())).path("result"))
        .isEqualTo(task);
    ObjectNode query = JsonNodeFactory.instance.objectNode();
    query.set("contextId", task.get("contextId"));
    JsonNode list = call(server, "ListTasks", query).path("result");
    assertThat(list.path("totalSize").intValue()).isEqualTo(1);
    assertThat(list.at("/tasks/0/id")).isEqualTo(task.get("id"));
    assertThat(list.at("/tasks/0").has("artifacts")).isFalse();
  }

  @Test
  void aContextRemembersAndAQuestionIsAnswered() {
    JsonNode asked = send(message("ask"));
    assertThat(state(asked)).isEqualTo("INPUT_REQUIRED");
    assertThat(asked.at("/status/message/parts/0/text").textValue()).isEqualTo("Which city?");
    JsonNode task = send(message("Oslo", "taskId", asked.path("id").asText()));
    assertThat(said(task)).isEqualTo("user: ask | assistant: Which city? | user: Oslo");
    JsonNode next = send(message("And now?", "contextId", asked.path("contextId").asText()));
    assertThat(next.get("id")).isNotEqualTo(asked.get("id"));
    assertThat(said(next)).startsWith("user: ask | assistant: Which city?").endsWith("And now?");
    HttpResponse<String> chat =
        server.post(
            "/v1/chat/completions",
            "{\"model\":\"%s\",\"messages\":[{\"role\":\"user\",\"content\":\"ask\"}]}"
                .formatted(NAME));
    assertThat(TestJson.read(chat).at("/choices/0/message/content").textValue())
        .isEqualTo("Which city?");
  }

  @Test
  void filesReachTheChatMethod() {
    ObjectNode params = message("see");
    params
        .withObject("message")
        .withArray("parts")
        .add(json("{'raw':'AA==','mediaType':'image/png'}"));
    assertThat(said(send(params))).isEqualTo("data:image/png;base64,AA==");
  }

  @Test
  void aStreamTellsEverythingInOrder() {
    HttpResponse<String> stream =
        server.send(request(server, "/a2a/" + NAME, "SendStreamingMessage", message("Hi")));
    assertThat(stream.headers().firstValue("Content-Type"))
        .contains("text/event-stream; charset=utf-8");
    assertThat(stream.headers().firstValue("Cache-Control")).contains("no-store");
    List<JsonNode> events = events(stream);
    assertThat(events).hasSize(4);
    assertThat(state(events.get(0).path("task"))).isEqualTo("SUBMITTED");
    assertThat(state(events.get(1).path("statusUpdate"))).isEqualTo("WORKING");
    assertThat(events.get(2).at("/artifactUpdate/lastChunk").booleanValue()).isTrue();
    assertThat(state(events.get(3).path("statusUpdate"))).isEqualTo("COMPLETED");
  }

  @Test
  void cancellingStopsTheWork() {
    JsonNode begun = send(atOnce(message("tick " + mark())));
    assertThat(state(begun)).isEqualTo("SUBMITTED");
    String id = begun.path("id").asText();
    Awaitility.await("it works")
        .until(() -> said(call(server, "GetTask", id(id)).path("result")).startsWith("tick"));
    JsonNode canceled = call(server, "CancelTask", id(id)).path("result");
    assertThat(state(canceled)).isEqualTo("CANCELED");
    assertThat(said(canceled)).startsWith("tick");
    Awaitility.await("its work ends").until(() -> Files.exists(Path.of(mark() + ".stopped")));
    assertThat(call(server, "CancelTask", id(id)).at("/error/code").intValue()).isEqualTo(-32002);
    assertThat(call(server, "SubscribeToTask", id(id)).at("/error/code").intValue())
        .isEqualTo(-32004);
  }

  @Test
  void aTaskOutlivesItsClientAndIsFollowedByAnother() throws Exception {
    HttpRequest request =
        request(server, "/" + NAME + "/", "SendStreamingMessage", message("tick " + mark()));
    String id;
    try (Scanner stream =
        new Scanner(
            server.client().send(request, HttpResponse.BodyHandlers.ofInputStream()).body(),
            StandardCharsets.UTF_8)) {
      String line = stream.nextLine();
      id = TestJson.read(line.substring("data: ".length())).at("/result/task/id").asText();
    }
    EventLines second =
        new EventLines(
            server.client(), request(server, "/" + NAME + "/", "SubscribeToTask", id(id)));
    assertThat(second.next()).contains("\"task\":{\"id\":\"" + id).contains("WORKING");
    Files.createFile(Path.of(mark() + ".go"));
    assertThat(second.last(Duration.ofSeconds(30))).contains("COMPLETED");
    assertThat(Path.of(mark() + ".stopped")).doesNotExist();
  }

  @Test
  void theOlderVersionIsSpokenAtTheSamePlace() {
    ObjectNode call =
        json(
            """
            {'jsonrpc':'2.0','id':'x','method':'message/send','params':{'message':{'kind':'message',
             'messageId':'m','role':'user','parts':[{'kind':'text','text':'Hi'}]}}}
            """);
    JsonNode task = TestJson.read(server.post("/" + NAME + "/", call.toString())).path("result");
    assertThat(task.path("kind").textValue()).isEqualTo("task");
    assertThat(task.at("/status/state").textValue()).isEqualTo("completed");
    assertThat(task.at("/artifacts/0/parts/0"))
        .isEqualTo(json("{'kind':'text','text':'user: Hi'}"));
    String refused =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tasks/resubscribe\",\"params\":{\"id\":\"x\"}}";
    assertThat(server.post("/" + NAME + "/", refused).body())
        .startsWith("data: {\"error\":{\"code\":-32001");
  }

  @Test
  void errorsSayWhatIsWrong() {
    String place = "/" + NAME + "/";
    String noVersion = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"GetTask\"}";
    assertThat(TestJson.read(server.post(place, noVersion)).at("/error/code").intValue())
        .isEqualTo(-32009);
    assertThat(call(server, "Foo", message("x")).at("/error/code").intValue()).isEqualTo(-32601);
    assertThat(call(server, "GetTask", id("nope")).at("/error/data/0/reason").textValue())
        .isEqualTo("TASK_NOT_FOUND");
    assertThat(server.get(place).statusCode()).isEqualTo(405);
    HttpRequest text =
        server
            .request(place)
            .header("Content-Type", "text/plain")
            .POST(HttpRequest.BodyPublishers.ofString(noVersion))
            .build();
    assertThat(server.send(text).statusCode()).isEqualTo(415);
    ObjectNode inside = json("{'url':'ftp://127.0.0.1:1/'}");
    inside.put("taskId", send(message("Hi")).path("id").asText());
    assertThat(
            call(server, "CreateTaskPushNotificationConfig", inside).at("/error/code").intValue())
        .isEqualTo(-32602);
  }
}
