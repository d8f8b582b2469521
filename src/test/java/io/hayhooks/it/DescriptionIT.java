// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The routes of real pipelines of all kinds, described as the real hayhooks 2.1.0 does. */
@ExtendWith(ServerExtension.class)
final class DescriptionIT {
  private static final Set<String> YAML = Set.of("prompt", "calc");

  private final ServerProcess server;

  DescriptionIT(ServerProcess server) {
    this.server = server;
  }

  @Test
  void everyKindOfPipelineIsDescribedAsRecorded() throws IOException {
    JsonNode recorded =
        TestJson.read(Files.readString(Path.of("src/test/resources/openapi-recorded.json")));
    List<String> names = new ArrayList<>();
    recorded
        .path("paths")
        .fieldNames()
        .forEachRemaining(
            path -> {
              if (path.endsWith("/run")) {
                names.add(path.substring(1, path.length() - "/run".length()));
              }
            });
    assertThat(names).contains("echo_typed", "upload", "stream_sync", "file_out", "calc");
    for (String name : names) {
      deploy(name);
    }
    JsonNode ours = TestJson.read(server.get("/openapi.json"));
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      String path = "/" + name + "/run";
      compare(path, recorded.path("paths").path(path), ours.path("paths").path(path), differences);
      for (String side : List.of("RunRequest", "RunResponse")) {
        String schema = name + side;
        compare(
            schema,
            recorded.at("/components/schemas/" + schema),
            ours.at("/components/schemas/" + schema),
            differences);
      }
    }
    assertThat(differences).isEmpty();
  }

  private void deploy(String name) throws IOException {
    if (!YAML.contains(name)) {
      server.deployFixture(name);
      return;
    }
    String source = Files.readString(TestPaths.FIXTURES.resolve("yaml/" + name + ".yml"));
    String body = TestJson.write(Map.of("name", name, "source_code", source, "overwrite", true));
    assertThat(server.post("/deploy-yaml", body).statusCode()).isEqualTo(200);
  }

  /** Ours may say more. Errors are our own, and a body is required only if a parameter is. */
  private static void compare(String where, JsonNode want, JsonNode got, List<String> differences) {
    if (where.endsWith("/responses/422") || where.endsWith("/requestBody/required")) {
      return;
    }
    if (want.isObject()) {
      want.properties()
          .forEach(
              field ->
                  compare(
                      where + "/" + field.getKey(),
                      field.getValue(),
                      got.path(field.getKey()),
                      differences));
    } else if (!want.isMissingNode() && !want.equals(got)) {
      differences.add("%s: wanted %s, got %s".formatted(where, want, got));
    }
  }
}
