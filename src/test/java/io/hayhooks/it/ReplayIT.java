// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the real hayhooks 2.1.0 answered, recorded in {@code src/test/resources/cases}, asked again.
 * Where we answer differently on purpose, {@code differences.json} says why.
 */
@ExtendWith(ServerExtension.class)
final class ReplayIT {
  private final ServerProcess server;

  ReplayIT(ServerProcess server) {
    this.server = server;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "deploy",
        "yaml",
        "run",
        "upload",
        "streaming",
        "chat",
        "responses",
        "files",
        "mcp",
        "a2a"
      })
  void weAnswerAsRecordedButForTheListedDifferences(String area) throws IOException {
    JsonNode accepted =
        TestJson.read(Files.readString(Path.of("src/test/resources/cases/differences.json")));
    String output =
        Commands.run(
            Map.of(),
            List.of(
                TestPaths.PYTHON.toString(),
                TestPaths.TEST_PYTHON.resolve("replay.py").toString(),
                server.url(),
                "--only",
                area,
                "--tolerant"));

    TreeSet<String> differing = new TreeSet<>();
    output
        .lines()
        .filter(line -> line.startsWith(area + ": ") && line.split(": ", 3).length == 3)
        .forEach(line -> differing.add(line.split(": ", 3)[1]));
    TreeSet<String> listed = new TreeSet<>();
    accepted.path(area).fieldNames().forEachRemaining(listed::add);
    assertThat(differing).as(output).isEqualTo(listed);
  }
}
