// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The unmodified {@code mcp} clients, 1.x and 2.x, over every transport they have. */
@ExtendWith(ServerExtension.class)
final class McpClientIT {
  private static final List<String> PIPELINES =
      List.of(
          "async_echo",
          "chat_multi",
          "echo_typed",
          "errors_run",
          "file_out",
          "mcp_picture",
          "mcp_stream",
          "models_io",
          "skip_mcp_flag");

  private static final int CHECKS = 34;

  /** For a client that differs in its greeting only: those with {@code the_} in their names. */
  private static final int GREETINGS = 8;

  private final ServerProcess server;

  McpClientIT(ServerProcess server) {
    this.server = server;
  }

  @BeforeAll
  static void deploy(ServerProcess server) {
    PIPELINES.forEach(server::deployFixture);
  }

  /** What a client of either transport asks first, of a server that is not the shared one. */
  static void greets(ServerProcess server) {
    deploy(server);
    String url = server.url();
    Stream.of("http", "sse")
        .map(
            transport ->
                Scenario.start(
                    GREETINGS,
                    "mcp 1.x, " + transport,
                    TestPaths.OLDER_CLIENTS,
                    "mcp_scenario.py",
                    url,
                    transport,
                    url,
                    "the_"))
        .toList()
        .forEach(Scenario::pass);
  }

  @TestFactory
  Stream<DynamicTest> theClientsGetWhatTheyAskFor() {
    String url = server.url();
    return Scenario.tests(
        Scenario.start(
            CHECKS, "mcp 1.x, HTTP", TestPaths.OLDER_CLIENTS, "mcp_scenario.py", url, "http"),
        Scenario.start(
            CHECKS, "mcp 1.x, SSE", TestPaths.OLDER_CLIENTS, "mcp_scenario.py", url, "sse"),
        Scenario.start(CHECKS, "mcp 2.x, HTTP", TestPaths.CLIENTS, "mcp_scenario.py", url, "http"),
        Scenario.start(
            GREETINGS,
            "mcp 2.x, handshake",
            TestPaths.CLIENTS,
            "mcp_scenario.py",
            url,
            "handshake",
            url,
            "the_"),
        Scenario.start(CHECKS, "mcp 2.x, SSE", TestPaths.CLIENTS, "mcp_scenario.py", url, "sse"));
  }
}
