// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of requests, valid and not, made of the API's own description. */
final class SchemathesisIT {
  /**
   * Left out of all checks. Values are read as leniently as pydantic reads them, and unknown fields
   * and parameters are ignored; {@code /files} and {@code /v1/files} are two paths to the same
   * files, so that what one deletes is gone in the other.
   */
  private static final String NOT_CHECKED =
      "negative_data_rejection,ensure_resource_availability,use_after_free";

  private static final Logger LOG = Logger.getLogger(SchemathesisIT.class.getName());
  private static final Pattern CASES = Pattern.compile("(\\d+) generated");
  private static final String MODELS =
      """
      from enum import Enum

      from pydantic import BaseModel, Field

      from hayhooks import BasePipelineWrapper


      class Unit(str, Enum):
          METRE = "m"
          FOOT = "ft"


      class Size(BaseModel):
          width: float = Field(ge=0, le=1000)
          unit: Unit = Unit.METRE
          labels: list[str] = []


      class Report(BaseModel):
          area: float
          sizes: list[Size]


      class PipelineWrapper(BasePipelineWrapper):
          def setup(self) -> None:
              pass

          def run_api(self, sizes: list[Size], factor: int | None = None) -> Report:
              return Report(area=sum(size.width for size in sizes), sizes=sizes)
      """;

  @TempDir private Path directory;

  @Test
  void everyAnswerIsAsTheDescriptionSays() throws IOException {
    try (ModelServer model = ModelServer.start();
        ServerProcess server =
            ServerProcess.start(
                directory.resolve("pipelines"),
                Map.of("OPENAI_BASE_URL", model.url(), "OPENAI_API_KEY", "-"))) {
      for (String fixture : List.of("echo_typed", "no_params", "stream_sync", "upload")) {
        server.deployFixture(fixture);
      }
      assertThat(server.deployWrapper("areas", MODELS).statusCode()).isEqualTo(200);
      deployYaml(server, "calc", "calc");
      deployYaml(server, "my_pipeline", "llm_stream"); // so do the description's examples call it
      // Apart, as what deploys and undeploys would change what the others are tried on.
      int calls = check(server, "--exclude-path-regex", "^/((un)?deploy|rollback)");
      int deployments = check(server, "--include-path-regex", "^/((un)?deploy|rollback)");
      assertThat(calls).isGreaterThan(500);
      assertThat(deployments).isGreaterThan(50);
    }
  }

  private static void deployYaml(ServerProcess server, String name, String fixture)
      throws IOException {
    String source = Files.readString(TestPaths.FIXTURES.resolve("yaml/" + fixture + ".yml"));
    HttpResponse<String> answer =
        server.post("/deploy-yaml", TestJson.write(Map.of("name", name, "source_code", source)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Runs the tool, which fails unless it finds nothing; returns the number of its requests. */
  private static int check(ServerProcess server, String... filter) {
    String output =
        Commands.run(
            Map.of(),
            Stream.concat(
                    Stream.of(
                        TestPaths.PYTHON.resolveSibling("schemathesis").toString(),
                        "--config-file",
                        Path.of("src/test/resources/schemathesis.toml").toAbsolutePath().toString(),
                        "run",
                        server.url() + "/openapi.json",
                        "--checks",
                        "all",
                        "--exclude-checks",
                        NOT_CHECKED,
                        "--max-time",
                        "40",
                        "--max-examples",
                        "30",
                        "--seed",
                        "1",
                        "--generation-database",
                        "none",
                        "--suppress-health-check",
                        "all",
                        "--no-color"),
                    Stream.of(filter))
                .toList());
    Matcher cases = CASES.matcher(output);
    assertThat(cases.find()).as(output).isTrue();
    int count = Integer.parseInt(cases.group(1));
    LOG.info(() -> "Schemathesis made %d requests: %s".formatted(count, String.join(" ", filter)));
    return count;
  }
}
