// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The unmodified {@code openai} client against a real Haystack pipeline that asks a model. */
@ExtendWith(ServerExtension.class)
final class OpenAiClientIT {
  private static final String REPLY = "Mock reply to: Tell me héllo 😀";

  private final ServerProcess server;

  OpenAiClientIT(ServerProcess server) {
    this.server = server;
  }

  @Test
  void theClientChatsStreamsAndListsModels() {
    server.deployFixture("chat_pipeline");

    JsonNode answers =
        TestJson.read(
            Commands.python(
                TestPaths.TEST_PYTHON.resolve("openai_client.py").toString(),
                server.url() + "/v1",
                "chat_pipeline"));

    assertThat(answers.path("plain").path("text").asText()).isEqualTo(REPLY);
    assertThat(answers.path("plain").path("finish").asText()).isEqualTo("stop");
    assertThat(answers.path("plain").path("usage").asInt()).isPositive();
    JsonNode streamed = answers.path("streamed");
    assertThat(streamed.path("text").asText()).isEqualTo(REPLY);
    assertThat(streamed.path("pieces").asInt()).isEqualTo(7);
    assertThat(streamed.path("roles").toString()).isEqualTo("[\"assistant\"]");
    assertThat(streamed.path("finish").asText()).isEqualTo("stop");
    assertThat(streamed.path("usage").asInt()).isPositive();
    assertThat(streamed.path("ids").asInt()).isOne();
    assertThat(answers.path("helper").path("text").asText()).isEqualTo(REPLY);
    assertThat(answers.path("helper").path("role").asText()).isEqualTo("assistant");
    assertThat(answers.path("several").toString()).isEqualTo(TestJson.write(List.of(REPLY)));
    assertThat(answers.path("unknown").path("status").asInt()).isEqualTo(404);
    assertThat(answers.path("unknown").path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(answers.path("unknown").path("message").asText())
        .contains("Pipeline 'nope' not found");
    assertThat(answers.path("models")).anyMatch(id -> id.asText().equals("chat_pipeline"));
    assertThat(answers.path("model").asText()).isEqualTo("chat_pipeline");
  }
}
