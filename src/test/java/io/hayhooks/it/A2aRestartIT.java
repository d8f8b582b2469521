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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is left of tasks when the server is killed, and who is told of them; on the wire, and as the
 * unmodified {@code a2a-sdk} client sees it.
 */
final class A2aRestartIT {
  private static final int CLIENTS_CHECKS = 5;
  private static final String SCRIPT = "a2a_restart.py";

  @TempDir private Path directory;

  @Test
  void tasksSurviveARestartAndWhoWantsItIsTold() {
    Path pipelines = directory.resolve("pipelines");
    Map<String, String> settings = Map.of("HAYHOOKS_A2A_PUSH_TO_PRIVATE_ADDRESSES", "true");
    try (Webhook webhook = new Webhook()) {
      String done;
      String asked;
      String lost;
      String clients;
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
        clients = tasksOfClient(first);
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
        Scenario.start(
                CLIENTS_CHECKS, "after a restart", TestPaths.CLIENTS, SCRIPT, second.url(), clients)
            .pass();
      }
    }
  }

  /** The tasks that the real client leaves, for it to look for. */
  private static String tasksOfClient(ServerProcess server) {
    server.deployFixture("a2a_agent");
    server.deployFixture("a2a_question");
    String script = TestPaths.TEST_PYTHON.resolve("clients/" + SCRIPT).toString();
    List<String> command = List.of(TestPaths.CLIENTS.toString(), script, server.url());
    return Commands.run(Map.of(), command).strip();
  }

  private static String taskId(JsonNode answer) {
    return answer.at("/result/task/id").asText();
  }
}
