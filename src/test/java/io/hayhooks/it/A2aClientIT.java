// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The unmodified {@code a2a-sdk} clients, which speak protocol 1.0 and 0.3. */
@ExtendWith(ServerExtension.class)
final class A2aClientIT {
  private static final List<String> PIPELINES =
      List.of("a2a_agent", "a2a_card", "a2a_question", "async_echo", "skip_mcp_flag");

  private static final int CHECKS = 28;
  private static final int CHECKS_AFTER_RESTART = 5;

  private final ServerProcess server;

  A2aClientIT(ServerProcess server) {
    this.server = server;
  }

  @BeforeAll
  static void deploy(ServerProcess server) {
    PIPELINES.forEach(server::deployFixture);
  }

  @TestFactory
  Stream<DynamicTest> theClientsGetWhatTheyAskFor() {
    String url = server.url();
    return Scenario.tests(
        CHECKS,
        Scenario.start("a2a-sdk 1.x", TestPaths.CLIENTS, "a2a_scenario.py", url, "1.0"),
        Scenario.start("a2a-sdk 1.x, old card", TestPaths.CLIENTS, "a2a_scenario.py", url, "0.3"),
        Scenario.start("a2a-sdk 0.3", TestPaths.OLDER_CLIENTS, "a2a_scenario.py", url, "0.3"));
  }

  @TestFactory
  Stream<DynamicTest> tasksSurviveARestart(@TempDir Path directory) {
    Path pipelines = directory.resolve("pipelines");
    String script = TestPaths.TEST_PYTHON.resolve("clients/a2a_restart.py").toString();
    String tasks;
    try (ServerProcess before = ServerProcess.start(pipelines, Map.of())) {
      before.deployFixture("a2a_agent");
      before.deployFixture("a2a_question");
      tasks = Commands.run(Map.of(), List.of(TestPaths.CLIENTS.toString(), script, before.url()));
    }
    try (ServerProcess after = ServerProcess.start(pipelines, Map.of())) {
      return Scenario.start(
              "after a restart", TestPaths.CLIENTS, "a2a_restart.py", after.url(), tasks.strip())
          .tests(CHECKS_AFTER_RESTART);
    }
  }
}
