// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines bring their own packages. */
@ExtendWith(ServerExtension.class)
final class EnvironmentIT {
  private static final String WRAPPER =
      """
      import sys
      import six
      from haystack import Pipeline
      from hayhooks import BasePipelineWrapper

      class PipelineWrapper(BasePipelineWrapper):
          def setup(self) -> None:
              self.pipeline = Pipeline()

          def run_api(self, what: str = "version") -> str:
              return six.__version__ if what == "version" else sys.prefix
      """;

  private final ServerProcess server;

  EnvironmentIT(ServerProcess server) {
    this.server = server;
  }

  private static HttpResponse<String> deploy(
      ServerProcess server, String name, String requirements) {
    return server.deploy(
        name,
        Map.of("pipeline_wrapper.py", WRAPPER, "requirements.txt", requirements),
        Map.of("overwrite", true));
  }

  private static String run(ServerProcess server, String name, String what) {
    HttpResponse<String> answer =
        server.post("/" + name + "/run", TestJson.write(Map.of("what", what)));
    return TestJson.read(answer).path("result").asText();
  }

  @Test
  void twoPipelinesUseDifferentVersionsOfOnePackage() {
    assertThat(deploy(server, "older", "six==1.16.0\n").statusCode()).isEqualTo(200);
    assertThat(deploy(server, "newer", "six==1.17.0\n").statusCode()).isEqualTo(200);
    assertThat(run(server, "older", "version")).isEqualTo("1.16.0");
    assertThat(run(server, "newer", "version")).isEqualTo("1.17.0");
    server.post("/undeploy/older", "");
    server.post("/undeploy/newer", "");
  }

  @Test
  void requirementsThatCannotBeMetLeaveTheOldPipelineServing() {
    deploy(server, "strict", "six==1.17.0\n");
    HttpResponse<String> refused = deploy(server, "strict", "six==99\n");
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(TestJson.read(refused).path("detail").asText())
        .startsWith("The packages that requirements.txt names cannot be installed")
        .contains("there is no version of six==99")
        .doesNotContain(TestPaths.TARGET.toString());
    assertThat(run(server, "strict", "version")).isEqualTo("1.17.0");

    HttpResponse<String> conflicting = deploy(server, "strict", "pydantic<2\n");
    assertThat(conflicting.statusCode()).isEqualTo(422);
    assertThat(conflicting.body()).contains("Every pipeline also needs: ", "pydantic>=2");
    server.post("/undeploy/strict", "");
  }

  @Test
  void environmentGoesWithItsLastPipeline() {
    String requirements = "six==1.17.0\ninflection==0.5.1\n";
    deploy(server, "leaving", requirements);
    Path environment = Path.of(run(server, "leaving", "prefix"));
    assertThat(environment).isDirectory();

    deploy(server, "leaving", requirements);
    assertThat(run(server, "leaving", "prefix")).isEqualTo(environment.toString());

    server.post("/undeploy/leaving", "");
    await().atMost(Duration.ofSeconds(20)).until(() -> Files.notExists(environment));
  }

  @Test
  void aServerWithoutPythonOfItsOwnMakesAnEnvironment(@TempDir Path directory) {
    Map<String, String> settings =
        Map.of("HAYHOOKS_PYTHON", "", "HAYHOOKS_DATA_DIR", directory.resolve("data").toString());
    try (ServerProcess own = ServerProcess.start(directory.resolve("pipelines"), settings)) {
      String wrapper = WRAPPER.replace("import six", "import haystack as six");
      assertThat(own.deployWrapper("p", wrapper).statusCode()).isEqualTo(200);
      assertThat(run(own, "p", "prefix")).contains("/environments/");
      assertThat(run(own, "p", "version")).isNotEmpty();
      assertThat(own.output()).contains("Made a Python ").doesNotContain("cannot be had");
    }
  }
}
