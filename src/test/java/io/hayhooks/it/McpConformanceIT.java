// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The conformance suite of the Model Context Protocol. Its scenarios call tools by name, which
 * pipelines provide; those that ask for what a pipeline cannot be are listed beside the suite, and
 * one of them that passes is a failure, too.
 */
@ExtendWith(ServerExtension.class)
final class McpConformanceIT {
  private static final Path WRAPPERS = TestPaths.FIXTURES.resolveSibling("mcp");
  private static final Path NODE = TestPaths.TARGET.resolve("node");

  private final ServerProcess server;

  McpConformanceIT(ServerProcess server) {
    this.server = server;
  }

  @BeforeAll
  static void deploy(ServerProcess server) throws IOException {
    try (Stream<Path> wrappers = Files.list(WRAPPERS)) {
      wrappers.forEach(wrapper -> deploy(server, wrapper));
    }
  }

  private static void deploy(ServerProcess server, Path wrapper) {
    try {
      String name = wrapper.getFileName().toString().replace(".py", "");
      assertThat(server.deployWrapper(name, Files.readString(wrapper)).statusCode()).isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void everyScenarioThatAppliesPasses() {
    String output =
        Commands.run(
            Map.of("NO_COLOR", "1"),
            List.of(
                "node",
                NODE.resolve("conformance.mjs").toString(),
                "server",
                "--url",
                server.url() + "/mcp",
                "--suite",
                "all",
                "--expected-failures",
                NODE.resolve("conformance.yaml").toString(),
                "--output-dir",
                NODE.resolve("conformance").toString()));
    assertThat(output.lines().filter(line -> line.startsWith("✓")))
        .filteredOn(line -> !line.contains(": 0 passed"))
        .hasSize(13);
  }
}
