// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * OpenAI's own clients for three languages do the same with one pipeline, and get the same: chats,
 * tools, responses, whole and streamed, files and models.
 */
@ExtendWith(ServerExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class OpenAiScenarioIT {
  private static final String MODEL = "openai_pipeline";
  private static final String REPLY = "Mock reply to: Tell me héllo 😀";
  private static final String TOOL = "weather {\"city\": \"Paris\"}";

  private static final Map<String, Object> EXPECTED =
      Map.ofEntries(
          Map.entry("chat", REPLY),
          Map.entry("chat_stream", REPLY),
          Map.entry("chat_usage", true),
          Map.entry("tool", TOOL),
          Map.entry("tool_stream", TOOL + " tool_calls"),
          Map.entry("after_tool", "The tool says: sunny"),
          Map.entry("response", REPLY),
          Map.entry("response_usage", true),
          Map.entry("response_instructions", "Be brief"),
          Map.entry("response_stream", REPLY),
          Map.entry(
              "response_events",
              List.of(
                  "response.created",
                  "response.in_progress",
                  "response.output_item.added",
                  "response.content_part.added",
                  "response.output_text.delta",
                  "response.output_text.done",
                  "response.content_part.done",
                  "response.output_item.done",
                  "response.completed")),
          Map.entry("response_tool", TOOL),
          Map.entry("response_after_tool", "The tool says: sunny"),
          Map.entry(
              "response_failed",
              "error, response.failed: Pipeline execution failed: the model broke"),
          Map.entry("file", "a.txt 5 user_data processed"),
          Map.entry("file_listed", true),
          Map.entry("file_found", "a.txt"),
          Map.entry("file_content", "alpha"),
          Map.entry("file_known", "That file has 5 bytes"),
          Map.entry("file_deleted", true),
          Map.entry("file_gone", 404),
          Map.entry("model", MODEL),
          Map.entry("models", true),
          Map.entry("unknown", 404));

  private final ServerProcess server;

  OpenAiScenarioIT(ServerProcess server) {
    this.server = server;
  }

  @BeforeAll
  void deploy() {
    server.deployFixture(MODEL);
  }

  private String baseUrl() {
    return server.url() + "/v1";
  }

  private static void isAsExpected(String output) {
    JsonNode answers = TestJson.read(output);
    assertThat(answers).isEqualTo(TestJson.read(TestJson.write(EXPECTED)));
  }

  @Test
  void theClientForPythonGetsWhatItAsksFor() {
    Path script = TestPaths.TEST_PYTHON.resolve("openai_scenario.py");
    isAsExpected(Commands.python(script.toString(), baseUrl(), MODEL));
  }

  @Test
  void theClientForNodeGetsWhatItAsksFor() {
    Path script = TestPaths.TARGET.resolve("node/openai_scenario.mjs");
    assertThat(Files.isRegularFile(script)).isTrue();
    isAsExpected(Commands.run(Map.of(), List.of("node", script.toString(), baseUrl(), MODEL)));
  }

  @Test
  void theClientForJavaGetsWhatItAsksFor() {
    isAsExpected(TestJson.write(OpenAiJavaClient.run(baseUrl(), MODEL)));
  }
}
