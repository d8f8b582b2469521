// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** YAML pipelines from the real command line to the disk and back. */
final class YamlPipelineIT {
  private static final String SUM = "{\"result\":{\"twice\":{\"value\":10}}}";

  @TempDir private Path directory;

  private static String fixture(String name) {
    return TestPaths.FIXTURES.resolve("yaml").resolve(name).toString();
  }

  @Test
  void theRealCommandLineDeploysYamlThatRunsChatsStreamsAndOutlivesARestart() throws IOException {
    Path pipelines = directory.resolve("pipelines");
    try (ModelServer model = ModelServer.start()) {
      Map<String, String> settings = Map.of("OPENAI_BASE_URL", model.url(), "OPENAI_API_KEY", "-");
      try (ServerProcess server = ServerProcess.start(pipelines, settings)) {
        deploy(server);
        assertThat(Commands.cli(server, "pipeline", "run", "calc", "-p", "value=3"))
            .contains("twice", "10");
        answersAsBefore(server);
        assertThat(server.stop()).isEqualTo(143);
      }
      assertThat(Files.readString(pipelines.resolve("llm.yml")))
          .startsWith(Files.readString(Path.of(fixture("llm_stream.yml"))))
          .endsWith("# hayhooks: {\"description\":\"Says it\",\"skip_mcp\":true}\n");
      Files.writeString(pipelines.resolve("calc.yaml"), "components: {}");
      try (ServerProcess server = ServerProcess.start(pipelines, settings)) {
        answersAsBefore(server);
        assertThat(deployment(server, "calc").path("error").textValue())
            .isEqualTo("calc.yaml is not served, as calc.yml has the same name");
        isNoAgentWhenToldSo(server);
        replacesAndRemoves(server);
      }
    }
  }

  private static void deployCalc(ServerProcess server) throws IOException {
    String source = Files.readString(Path.of(fixture("calc.yml")));
    Map<String, ?> body = Map.of("name", "calc", "source_code", source, "overwrite", true);
    assertThat(server.post("/deploy-yaml", TestJson.write(body)).statusCode()).isEqualTo(200);
  }

  private static void deploy(ServerProcess server) throws IOException {
    deployCalc(server);
    Commands.cli(
        server,
        "pipeline",
        "deploy-yaml",
        fixture("llm_stream.yml"),
        "--name",
        "llm",
        "--description",
        "Says it",
        "--skip-mcp");
  }

  private static void answersAsBefore(ServerProcess server) {
    assertThat(server.post("/calc/run", "{\"value\":3}").body()).isEqualTo(SUM);
    JsonNode llm = deployment(server, "llm");
    assertThat(llm.path("description").textValue()).isEqualTo("Says it");
    assertThat(llm.path("capabilities").toString())
        .isEqualTo("[\"run_api\",\"chat_completion\",\"responses\",\"a2a_eligible\"]");
    assertThat(chat(server, false)).contains("\"content\":\"Mock reply to: Say: hello\"");
    assertThat(chat(server, true))
        .contains("chat.completion.chunk")
        .contains("\"content\":\"Mock")
        .endsWith("data: [DONE]\n\n");
  }

  private static String chat(ServerProcess server, boolean stream) {
    HttpResponse<String> answer =
        server.post(
            "/v1/chat/completions",
            "{\"model\":\"llm\",\"stream\":%s,\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"
                .formatted(stream));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static JsonNode deployment(ServerProcess server, String name) {
    return TestJson.read(server.get("/status/" + name)).path("deployment");
  }

  private static void isNoAgentWhenToldSo(ServerProcess server) throws IOException {
    String source = Files.readString(Path.of(fixture("llm_stream.yml")));
    Map<String, ?> body =
        Map.of("name", "llm", "source_code", source, "overwrite", true, "skip_a2a", true);
    assertThat(server.post("/deploy-yaml", TestJson.write(body)).statusCode()).isEqualTo(200);
    assertThat(deployment(server, "llm").path("capabilities").toString())
        .contains("mcp_eligible")
        .doesNotContain("a2a_eligible");
  }

  private static void replacesAndRemoves(ServerProcess server) throws IOException {
    Path pipelines = server.pipelines();
    String bad = "{\"name\":\"calc\",\"source_code\":\"inputs: {a: b.c}\",\"overwrite\":true}";
    assertThat(server.post("/deploy-yaml", bad).statusCode()).isEqualTo(422);
    assertThat(server.post("/calc/run", "{\"value\":3}").body()).isEqualTo(SUM);
    assertThat(pipelines.resolve("calc.yaml")).exists();
    server.deploy("calc", TestPaths.fixture("no_params"), Map.of("overwrite", true));
    assertThat(pipelines.resolve("calc")).isDirectory();
    assertThat(pipelines.resolve("calc.yml")).doesNotExist();
    assertThat(pipelines.resolve("calc.yaml")).doesNotExist();
    deployCalc(server);
    assertThat(pipelines.resolve("calc")).doesNotExist();
    assertThat(server.post("/calc/run", "{\"value\":3}").body()).isEqualTo(SUM);
    Commands.cli(server, "pipeline", "undeploy", "calc");
    assertThat(pipelines.resolve("calc.yml")).doesNotExist();
    assertThat(server.get("/status/calc").statusCode()).isEqualTo(404);
  }
}
