// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The examples of the documented API, word for word but for the port. */
@ExtendWith(ServerExtension.class)
final class DocumentedApiIT {
  private static final String REPLY = "Mock reply to: Hello!";

  private final ServerProcess server;

  DocumentedApiIT(ServerProcess server) {
    this.server = server;
  }

  @BeforeAll
  static void deployTheChatPipeline(ServerProcess server) {
    server.deployFixture("chat_pipeline");
  }

  @Test
  void curlRunsThePipeline() throws IOException {
    assertThat(TestJson.read(shell("run_curl.sh")).path("result").asText()).isEqualTo(REPLY);
  }

  @Test
  void requestsRunsThePipeline() throws IOException {
    assertThat(python("run_requests.py")).isEqualToIgnoringNewLines("{'result': '" + REPLY + "'}");
  }

  @Test
  void theCommandLineRunsThePipeline() throws IOException {
    assertThat(shell("run_cli.sh")).contains("Mock reply to: \"Hello!\"");
  }

  @Test
  void curlChats() throws IOException {
    assertIsCompletion(TestJson.read(shell("chat_curl.sh")));
  }

  @Test
  void requestsChats() throws IOException {
    assertThat(python("chat_requests.py")).contains(REPLY).contains("'chat.completion'");
  }

  @Test
  void theOpenAiClientChats() throws IOException {
    assertThat(python("chat_openai.py")).isEqualToIgnoringNewLines(REPLY);
  }

  @Test
  void deployStatusAndUndeployAnswerAsDocumented() {
    String wrapper = TestPaths.fixture("chat_pipeline").get("pipeline_wrapper.py");
    HttpResponse<String> deployed =
        server.deploy(
            "pipeline_name",
            Map.of("pipeline_wrapper.py", wrapper, "other.py", "X = 1\n"),
            Map.of("save_files", true, "overwrite", false));
    assertThat(deployed.statusCode()).isEqualTo(200);
    assertThat(TestJson.read(deployed))
        .isEqualTo(
            TestJson.read(
                """
                {"status":"success","message":"Pipeline deployed successfully",
                 "name":"pipeline_name","success":true,"endpoint":"/pipeline_name/run"}"""));

    JsonNode one = TestJson.read(server.get("/status/pipeline_name"));
    assertThat(one.path("status").asText()).isEqualTo("Up!");
    assertThat(one.path("pipeline").asText()).isEqualTo("pipeline_name");
    JsonNode all = TestJson.read(server.get("/status"));
    assertThat(all.path("status").asText()).isEqualTo("Up!");
    assertThat(all.path("pipelines")).anyMatch(name -> name.asText().equals("pipeline_name"));

    assertThat(TestJson.read(server.post("/undeploy/pipeline_name", "")))
        .isEqualTo(
            TestJson.read(
                """
                {"status":"success","message":"Pipeline undeployed successfully",
                 "success":true,"name":"pipeline_name"}"""));
    assertThat(server.get("/status/pipeline_name").statusCode()).isEqualTo(404);
  }

  @Test
  void runAnswersWithTheResultAlone() {
    HttpResponse<String> answer =
        server.post(
            "/chat_pipeline/run",
            """
            {"query": "What is the capital of France?", "params": {"temperature": 0.7}}""");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo("{\"result\":\"Mock reply to: What is the capital of France?\"}");
  }

  @Test
  void anUnknownPipelineIsAnErrorInTheDocumentedForm() {
    HttpResponse<String> answer = server.get("/status/nope");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(TestJson.read(answer))
        .isEqualTo(
            TestJson.read(
                """
                {"error":{"message":"Pipeline 'nope' not found","type":"invalid_request_error",
                 "param":null,"code":404},"detail":"Pipeline 'nope' not found"}"""));
  }

  private static void assertIsCompletion(JsonNode completion) {
    assertThat(completion.path("object").asText()).isEqualTo("chat.completion");
    assertThat(completion.path("model").asText()).isEqualTo("chat_pipeline");
    JsonNode choice = completion.path("choices").path(0);
    assertThat(choice.path("message").path("role").asText()).isEqualTo("assistant");
    assertThat(choice.path("message").path("content").asText()).isEqualTo(REPLY);
    assertThat(choice.path("finish_reason").asText()).isEqualTo("stop");
    JsonNode usage = completion.path("usage");
    assertThat(usage.path("total_tokens").asInt())
        .isPositive()
        .isEqualTo(usage.path("prompt_tokens").asInt() + usage.path("completion_tokens").asInt());
  }

  private String shell(String example) throws IOException {
    Map<String, String> environment =
        Map.of(
            "PATH",
            TestPaths.REFERENCE_CLI.getParent() + ":" + System.getenv("PATH"),
            "HAYHOOKS_PORT",
            Integer.toString(server.port()));
    return Commands.run(environment, List.of("sh", "-c", example(example)));
  }

  private String python(String example) throws IOException {
    return Commands.python("-c", example(example));
  }

  private String example(String file) throws IOException {
    return Files.readString(Path.of("src/test/resources/documented", file))
        .replace("localhost:1416", "localhost:" + server.port());
  }
}
