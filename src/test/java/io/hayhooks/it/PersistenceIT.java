// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on disk, what is served after a restart, and that neither is lost by a failure. */
final class PersistenceIT {
  private static final String ANSWER = "{\"result\":\"%s\"}";

  @TempDir private Path directory;

  private static String wrapper(String answer, String setup) {
    return """
        from hayhooks import BasePipelineWrapper

        class PipelineWrapper(BasePipelineWrapper):
            def setup(self) -> None:
                %s

            def run_api(self) -> str:
                return "%s"
        """
        .formatted(setup, answer);
  }

  @Test
  void pipelinesAreServedAgainAfterARestart() {
    Path pipelines = directory.resolve("pipelines");
    try (ServerProcess server = ServerProcess.start(pipelines, Map.of())) {
      server.deployWrapper("kept", wrapper("kept", "pass"));
      server.deploy(
          "passing",
          Map.of("pipeline_wrapper.py", wrapper("passing", "pass")),
          Map.of("save_files", false));
      assertThat(server.post("/passing/run", "{}").body()).isEqualTo(ANSWER.formatted("passing"));
      assertThat(server.stop()).isEqualTo(143); // the end by SIGTERM
    }
    assertThat(pipelines.resolve("kept/pipeline_wrapper.py")).hasContent(wrapper("kept", "pass"));
    assertThat(pipelines.resolve("passing")).doesNotExist();
    try (ServerProcess server = ServerProcess.start(pipelines, Map.of())) {
      assertThat(server.post("/kept/run", "{}").body()).isEqualTo(ANSWER.formatted("kept"));
      assertThat(server.get("/status/passing").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void aPipelineThatFailsAtStartIsNamedWithItsCauseAndHoldsUpNoOther() throws IOException {
    Path pipelines = Files.createDirectories(directory.resolve("pipelines"));
    write(pipelines.resolve("broken"), wrapper("x", "raise RuntimeError('no model file')"));
    write(pipelines.resolve("sound"), wrapper("sound", "pass"));
    try (ServerProcess server = ServerProcess.start(pipelines, Map.of())) {
      assertThat(server.post("/sound/run", "{}").body()).isEqualTo(ANSWER.formatted("sound"));
      JsonNode status = TestJson.read(server.get("/status"));
      assertThat(status.path("pipelines")).hasSize(1);
      assertThat(status.toString()).contains("broken").contains("no model file");
      assertThat(server.output()).contains("broken").contains("no model file");
    }
    assertThat(pipelines.resolve("broken/pipeline_wrapper.py")).exists();
  }

  @Test
  void aFailedOverwriteLeavesTheOldPipelineAndItsFiles() throws IOException {
    Path pipelines = directory.resolve("pipelines");
    try (ServerProcess server = ServerProcess.start(pipelines, Map.of())) {
      server.deployWrapper("p", wrapper("old", "pass"));
      Map<String, String> before = files(pipelines);

      HttpResponse<String> refused =
          server.deployWrapper("p", wrapper("new", "raise RuntimeError('refused on purpose')"));

      assertThat(refused.statusCode()).isEqualTo(422);
      assertThat(refused.body()).contains("refused on purpose");
      assertThat(server.post("/p/run", "{}").body()).isEqualTo(ANSWER.formatted("old"));
      assertThat(files(pipelines)).isEqualTo(before);
      assertThat(server.deployWrapper("q", "import nothing_like_it\n").statusCode()).isEqualTo(422);
      assertThat(files(pipelines)).isEqualTo(before);
    }
  }

  @Test
  void aKillInTheMiddleOfADeployLeavesTheOldPipelineAndNoWorker() throws IOException {
    Path pipelines = directory.resolve("pipelines");
    Path mark = directory.resolve("loading");
    ServerProcess server = ServerProcess.start(pipelines, Map.of());
    server.deployWrapper("p", wrapper("old", "pass"));
    Map<String, String> before = files(pipelines);
    String slow = "import time; open('%s', 'w').close(); time.sleep(60)".formatted(mark);
    CompletableFuture<?> deploy =
        CompletableFuture.supplyAsync(() -> server.deployWrapper("p", wrapper("new", slow)));
    Awaitility.await("the new revision loads").until(() -> Files.exists(mark));
    var processes = server.processes();

    server.kill();

    Awaitility.await("every process of the server is gone")
        .atMost(Duration.ofSeconds(10))
        .until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(deploy).failsWithin(Duration.ofSeconds(10));
    try (ServerProcess again = ServerProcess.start(pipelines, Map.of())) {
      assertThat(again.post("/p/run", "{}").body()).isEqualTo(ANSWER.formatted("old"));
      assertThat(files(pipelines)).isEqualTo(before);
    }
  }

  private static void write(Path pipeline, String wrapper) throws IOException {
    Files.createDirectories(pipeline);
    Files.writeString(pipeline.resolve("pipeline_wrapper.py"), wrapper);
  }

  /** What a user sees in the directory: relative path → content, the store's own files aside. */
  private static Map<String, String> files(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> !directory.relativize(path).startsWith(".hayhooks"))
          .collect(
              Collectors.toMap(path -> directory.relativize(path).toString(), PersistenceIT::text));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
