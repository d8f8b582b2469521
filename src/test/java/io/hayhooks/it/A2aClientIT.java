// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The unmodified {@code a2a-sdk} clients, which speak protocol 1.0 and 0.3. */
@ExtendWith(ServerExtension.class)
final class A2aClientIT {
  private static final List<String> PIPELINES =
      List.of("a2a_agent", "a2a_card", "a2a_question", "async_echo", "skip_mcp_flag");

  private static final int CHECKS = 28;

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
        Scenario.start(CHECKS, "a2a-sdk 1.x", TestPaths.CLIENTS, "a2a_scenario.py", url, "1.0"),
        Scenario.start(
            CHECKS, "a2a-sdk 1.x, old card", TestPaths.CLIENTS, "a2a_scenario.py", url, "0.3"),
        Scenario.start(
            CHECKS, "a2a-sdk 0.3", TestPaths.OLDER_CLIENTS, "a2a_scenario.py", url, "0.3"));
  }
}
