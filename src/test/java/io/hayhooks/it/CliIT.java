// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What our command line can do beyond that of Hayhooks. */
@ExtendWith(ServerExtension.class)
final class CliIT {
  private static final String COUNTING =
      """
      from hayhooks import BasePipelineWrapper

      class PipelineWrapper(BasePipelineWrapper):
          def setup(self) -> None:
              print("counting on")

          def run_chat_completion(self, model: str, messages: list[dict], body: dict):
              for message in messages:
                  yield message["role"][0] + " "
      """;

  private static final String WAITING =
      """
      import time
      from hayhooks import BasePipelineWrapper, request_context

      class PipelineWrapper(BasePipelineWrapper):
          def setup(self) -> None:
              pass

          def run_api(self) -> str:
              while not request_context().cancelled:
                  time.sleep(0.05)
              return "cancelled"
      """;

  private final ServerProcess server;
  @TempDir private Path directory;

  CliIT(ServerProcess server) {
    this.server = server;
  }

  private String ok(String... arguments) {
    CommandRun run = CommandRun.of(server, arguments);
    assertThat(run.status()).as("%s", run).isZero();
    return run.out();
  }

  @Test
  void aNewPipelineIsDeployedChangedAndRolledBack() throws IOException {
    String folder = directory.resolve("first_cli").toString();
    assertThat(ok("pipeline", "init", folder))
        .contains("hayhooks pipeline deploy-files -n first_cli");
    ok("pipeline", "deploy-files", "-n", "first_cli", "-o", folder);
    assertThat(ok("pipeline", "run", "first_cli", "-p", "name=Ada"))
        .endsWith("Hello, Ada! You are talking to a Haystack pipeline.\n");
    assertThat(ok("chat", "first_cli", "-m", "Bob")).startsWith("Hello, Bob!");

    Path wrapper = directory.resolve("first_cli/pipeline_wrapper.py");
    Files.writeString(wrapper, Files.readString(wrapper).replace("Hello, ", "Bye, "));
    JsonNode deployed =
        TestJson.read(ok("pipeline", "deploy-files", "-n", "first_cli", "-o", "--json", folder));
    assertThat(deployed.path("endpoint").asText()).isEqualTo("/first_cli/run");
    assertThat(ok("pipeline", "revisions", "first_cli").lines()).hasSize(4);
    assertThat(ok("pipeline", "diff", "first_cli").lines())
        .contains("--- a/pipeline_wrapper.py", "+++ b/pipeline_wrapper.py")
        .anyMatch(line -> line.startsWith("-") && line.contains("Bye, "))
        .anyMatch(line -> line.startsWith("+") && line.contains("Hello, "));
    ok("pipeline", "rollback", "first_cli");
    assertThat(ok("pipeline", "run", "first_cli", "--json"))
        .startsWith("{\"result\":\"Hello, world!");
    ok("pipeline", "undeploy", "first_cli");
    assertThat(CommandRun.of(server, "pipeline", "undeploy", "first_cli").status()).isEqualTo(1);
  }

  @Test
  void theYamlTemplateRuns() {
    String folder = directory.resolve("first_yaml").toString();
    ok("pipeline", "init", "--template", "yaml", folder);
    ok("pipeline", "deploy-yaml", "-o", "-n", "first_yaml", folder + "/pipeline.yml");
    assertThat(ok("pipeline", "run", "first_yaml", "-p", "name=Ada")).contains("Hello, Ada!");
    ok("pipeline", "undeploy", "first_yaml");
  }

  @Test
  void aChatRemembersAndItsPipelinesOutputIsShown() {
    server.deployWrapper("counting_cli", COUNTING);
    CommandRun chat =
        CommandRun.reading(
            server, "one\n\ntwo\n", List.of("chat", "counting_cli", "--system", "Count"));
    assertThat(chat.out()).isEqualTo("s u \ns u a u \n");
    assertThat(ok("pipeline", "logs", "counting_cli")).endsWith("] counting on\n");
    JsonNode logs = TestJson.read(ok("pipeline", "logs", "counting_cli", "--json"));
    assertThat(logs.path("lines").findValuesAsText("text")).contains("counting on");
    assertThat(ok("pipeline", "list")).containsPattern("counting_cli +Active +chat a2a ");
    assertThat(ok("status")).containsPattern("counting_cli +Active +1 ready +0");
    assertThat(server.get("/logs/counting_cli?limit=0").statusCode()).isEqualTo(400);
    assertThat(server.get("/logs/nope").statusCode()).isEqualTo(404);
    server.post("/undeploy/counting_cli", "");
  }

  @Test
  void aRunIsListedAndCancelled() throws Exception {
    server.deployWrapper("waiting_cli", WAITING);
    Process waiting =
        CommandRun.builder(server, "pipeline", "run", "waiting_cli")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Awaitility.await().until(() -> !runs().isEmpty());
    assertThat(ok("runs", "waiting_cli")).containsPattern("waiting_cli +run ");
    String id = runs().get(0).path("id").asText();
    assertThat(ok("cancel", id)).contains("Run %s is cancelled!".formatted(id));
    assertThat(waiting.waitFor()).isEqualTo(1);
    assertThat(CommandRun.of(server, "cancel", id).status()).isEqualTo(1);
    assertThat(ok("pipeline", "names").lines()).contains("waiting_cli");
    server.post("/undeploy/waiting_cli", "");
  }

  private JsonNode runs() {
    return TestJson.read(ok("runs", "waiting_cli", "--json")).path("runs");
  }

  @Test
  void aResultGoesToAFile() {
    server.deployFixture("file_out");
    Path file = directory.resolve("result");
    ok("pipeline", "run", "file_out", "--output", file.toString());
    assertThat(file).hasContent("hello");
    assertThat(ok("pipeline", "run", "file_out", "--output", "-")).isEqualTo("hello");
  }

  @Test
  void aWatchedDirectoryIsDeployedAgain() throws Exception {
    Path wrapper = directory.resolve("pipeline_wrapper.py");
    String source = TestPaths.fixture("v1").get("pipeline_wrapper.py");
    Files.writeString(wrapper, source);
    Process watch =
        CommandRun.builder(
                server,
                "pipeline",
                "deploy-files",
                "-n",
                "watched_cli",
                "--watch",
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(".log").toFile())
            .start();
    try {
      awaitResult(server, "watched_cli", "v1");
      Files.writeString(wrapper, source.replace("\"v1\"", "\"v2\""));
      awaitResult(server, "watched_cli", "v2");
    } finally {
      watch.destroy();
    }
    assertThat(watch.waitFor()).isEqualTo(143);
    ok("pipeline", "undeploy", "watched_cli");
  }

  private static void awaitResult(ServerProcess server, String name, String result) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () ->
                assertThat(server.post("/" + name + "/run", "{}").body())
                    .isEqualTo("{\"result\":\"%s\"}", result));
  }

  @Test
  void theScriptIsFoundThroughLinks() throws Exception {
    Path link = Files.createSymbolicLink(directory.resolve("hh"), CommandRun.COMMAND);
    assertThat(Commands.run(CommandRun.environment(server), List.of(link.toString(), "--version")))
        .startsWith("Hayhooks EE ");
  }

  /** One start for two things: the further port, to real clients, and the directory followed. */
  @Test
  void mcpRunServesOnAPortOfItsOwnBesideAnotherServer() throws Exception {
    Path pipelines = Files.createDirectory(directory.resolve("pipelines"));
    int port = ServerProcess.freePort();
    ProcessBuilder builder =
        CommandRun.builder(
            server, "mcp", "run", "--port", Integer.toString(port), "-d", pipelines.toString());
    builder.environment().put("HAYHOOKS_PIPELINES_WATCH", "true");
    ServerProcess.configure(builder);
    try (ServerProcess other = ServerProcess.start(builder, pipelines, port)) {
      assertThat(other.output())
          .contains("Port %d of localhost is in use".formatted(server.port()));
      McpClientIT.greets(other);
      String line = "MCP              http://localhost:%d/mcp".formatted(port);
      Awaitility.await().until(() -> other.output().contains(line));
      Path wrapper = pipelines.resolve("dropped/pipeline_wrapper.py");
      Files.createDirectory(wrapper.getParent());
      Files.writeString(wrapper, TestPaths.fixture("v1").get("pipeline_wrapper.py"));
      awaitResult(other, "dropped", "v1");
    }
  }
}
