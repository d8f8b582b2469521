// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static io.hayhooks.it.A2aAgent.atOnce;
import static io.hayhooks.it.A2aAgent.call;
import static io.hayhooks.it.A2aAgent.deploy;
import static io.hayhooks.it.A2aAgent.id;
import static io.hayhooks.it.A2aAgent.json;
import static io.hayhooks.it.A2aAgent.message;
import static io.hayhooks.it.A2aAgent.said;
import static io.hayhooks.it.A2aAgent.state;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of tasks when the server is killed, and who is told of them. */
final class A2aRestartIT {
  @TempDir private Path directory;

  @Test
  void tasksSurviveARestartAndWhoWantsItIsTold() {
    Path pipelines = directory.resolve("pipelines");
    Map<String, String> settings =
        Map.of(
            "HAYHOOKS_DATA_DIR",
            directory.resolve("data").toString(),
            "HAYHOOKS_A2A_PUSH_TO_PRIVATE_ADDRESSES",
            "true");
    try (Webhook webhook = new Webhook()) {
      String done;
      String asked;
      String lost;
      try (ServerProcess first = ServerProcess.start(pipelines, settings)) {
        deploy(first, "Talks.");
        done = taskId(call(first, "SendMessage", message("Hi")));
        ObjectNode push = json("{'token':'t','authentication':{'scheme':'Bearer'}}");
        push.put("url", webhook.url()).withObject("authentication").put("credentials", "secret");
        ObjectNode ask = message("ask");
        ask.withObject("configuration").set("taskPushNotificationConfig", push);
        asked = taskId(call(first, "SendMessage", ask));
        assertThat(webhook.next().body().at("/task/status/state").textValue())
            .isEqualTo("TASK_STATE_INPUT_REQUIRED");
        lost =
            taskId(
                call(first, "SendMessage", atOnce(message("tick " + directory.resolve("mark")))));
        first.kill();
      }
      try (ServerProcess second = ServerProcess.start(pipelines, settings)) {
        assertThat(said(call(second, "GetTask", id(done)).path("result"))).isEqualTo("user: Hi");
        JsonNode failed = call(second, "GetTask", id(lost)).path("result");
        assertThat(state(failed)).isEqualTo("FAILED");
        assertThat(failed.at("/status/message/parts/0/text").textValue())
            .contains("The server ended while it worked on this task");
        JsonNode task =
            call(second, "SendMessage", message("Oslo", "taskId", asked)).at("/result/task");
        assertThat(said(task)).isEqualTo("user: ask | assistant: Which city? | user: Oslo");
        Webhook.Notification told = webhook.next();
        assertThat(told.body().path("task")).isEqualTo(task);
        assertThat(told.headers().getFirst("Authorization")).isEqualTo("Bearer secret");
        assertThat(told.headers().getFirst("X-A2A-Notification-Token")).isEqualTo("t");
      }
    }
  }

  private static String taskId(JsonNode answer) {
    return answer.at("/result/task/id").asText();
  }
}
