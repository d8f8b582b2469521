// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Command lines of the real hayhooks 2.1.0 with what they printed, recorded in {@code
 * cases/cli.json}: given again to the unmodified command line and to ours, both with our server.
 * {@code differences.json} says why some end otherwise.
 */
@ExtendWith(ServerExtension.class)
final class RecordedCommandsIT {
  private static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();

  private final ServerProcess server;

  RecordedCommandsIT(ServerProcess server) {
    this.server = server;
  }

  @BeforeEach
  void deployWhatTheCommandsExpect() {
    for (String name : List.of("cli_v1", "sp%20ace", "sample_calc_pipeline", "calc2")) {
      server.post("/undeploy/" + name, "");
    }
    List.of(
            "echo_typed",
            "errors_run",
            "file_out",
            "stream_async",
            "stream_sse",
            "upload",
            "upload_required",
            "utf8_wrapper")
        .forEach(server::deployFixture);
  }

  private Set<String> differing(String... command) {
    Map<String, String> environment = new HashMap<>(CommandRun.environment(server));
    environment.put("COLUMNS", "200");
    String python = TestPaths.TARGET.resolve("reference/bin/python").toString();
    String driver = TestPaths.TEST_PYTHON.resolve("command_line.py").toString();
    List<String> line =
        new ArrayList<>(
            List.of(
                python,
                driver,
                RESOURCES.resolve("cases/cli.json").toString(),
                TestPaths.FIXTURES.toString()));
    line.addAll(List.of(command));
    String output = Commands.run(environment, line);
    assertThat(output).endsWith(" cases\n");
    Set<String> differing = new TreeSet<>();
    output
        .lines()
        .filter(text -> text.contains(": exit status "))
        .forEach(text -> differing.add(text.replaceFirst(": exit status .*", "")));
    return differing;
  }

  private static Set<String> listed(String area) throws IOException {
    JsonNode all = TestJson.read(Files.readString(RESOURCES.resolve("cases/differences.json")));
    Set<String> listed = new TreeSet<>();
    all.path(area).fieldNames().forEachRemaining(listed::add);
    return listed;
  }

  @Test
  void theUnmodifiedCommandLineEndsAsRecorded() throws IOException {
    assertThat(differing()).isEqualTo(listed("hayhooks' command line"));
  }

  @Test
  void oursEndsAsRecorded() throws IOException {
    assertThat(differing(CommandRun.COMMAND.toString())).isEqualTo(listed("our command line"));
  }

  @Test
  void theUnmodifiedCommandLineShowsTheServer() {
    assertThat(Commands.cli(server, "status")).contains("up and running", "echo_typed");
    assertThat(TestJson.read(Commands.cli(server, "dashboard", "--once", "--json")).path("status"))
        .hasToString("\"Up!\"");
  }
}
