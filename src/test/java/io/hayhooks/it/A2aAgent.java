// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** A pipeline that is an agent, and how to talk to it. */
final class A2aAgent {
  static final String NAME = "a2a_talker";
  static final String WRAPPER =
      """
      import os
      import time

      from hayhooks import BasePipelineWrapper, InputRequired


      class PipelineWrapper(BasePipelineWrapper):
          a2a_card = {"description": "%s"}

          def setup(self) -> None:
              pass

          def run_chat_completion(self, model: str, messages: list[dict], body: dict):
              content = messages[-1]["content"]
              text = content if isinstance(content, str) else content[0]["text"]
              if text == "ask":
                  return InputRequired("Which city?")
              if text.startswith("tick "):
                  return self.ticks(text.removeprefix("tick "))
              if isinstance(content, list):
                  return content[1]["image_url"]["url"]
              return " | ".join(f"{m['role']}: {m['content']}" for m in messages)

          def ticks(self, mark: str):
              try:
                  yield "tick"
                  while not os.path.exists(mark + ".go"):
                      yield "tock"
                      time.sleep(0.05)
              except BaseException:
                  open(mark + ".stopped", "w").close()
                  raise
      """;

  private A2aAgent() {}

  static HttpResponse<String> deploy(ServerProcess server, String description) {
    return server.deployWrapper(NAME, WRAPPER.formatted(description));
  }

  static HttpRequest request(ServerProcess server, String path, String method, ObjectNode params) {
    ObjectNode call = JsonNodeFactory.instance.objectNode();
    call.put("jsonrpc", "2.0").put("id", 7).put("method", method).set("params", params);
    // with an offer to upgrade, the server's streams lose their media type
    return server
        .json(path, call.toString())
        .version(HttpClient.Version.HTTP_1_1)
        .header("A2A-Version", "1.0")
        .build();
  }

  static JsonNode call(ServerProcess server, String method, ObjectNode params) {
    HttpResponse<String> answer = server.send(request(server, "/" + NAME + "/", method, params));
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode json = TestJson.read(answer);
    assertThat(json.path("id").intValue()).isEqualTo(7);
    return json;
  }

  static ObjectNode json(String text) {
    return (ObjectNode) TestJson.read(text.replace('\'', '"'));
  }

  static ObjectNode message(String text) {
    ObjectNode params = json("{'message':{'messageId':'m','role':'ROLE_USER','parts':[{}]}}");
    ((ObjectNode) params.at("/message/parts/0")).put("text", text);
    return params;
  }

  static ObjectNode message(String text, String field, String value) {
    ObjectNode params = message(text);
    params.withObject("message").put(field, value);
    return params;
  }

  static ObjectNode atOnce(ObjectNode params) {
    return params.set("configuration", json("{'returnImmediately':true}"));
  }

  static ObjectNode id(String id) {
    return JsonNodeFactory.instance.objectNode().put("id", id);
  }

  static String state(JsonNode task) {
    return task.at("/status/state").asText().replace("TASK_STATE_", "");
  }

  static String said(JsonNode task) {
    JsonNode artifacts = task.path("artifacts");
    StringBuilder text = new StringBuilder();
    artifacts
        .path(artifacts.size() - 1)
        .path("parts")
        .forEach(part -> text.append(part.path("text").asText()));
    return text.toString();
  }
}
