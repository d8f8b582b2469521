// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The checks of a Python client in {@code src/test/python/clients}: one run of its script, one test
 * for each check. They mostly wait, so all of a class run side by side.
 */
final class Scenario {
  private final String client;
  private final CompletableFuture<List<JsonNode>> checks;

  private Scenario(String client, CompletableFuture<List<JsonNode>> checks) {
    this.client = client;
    this.checks = checks;
  }

  static Scenario start(String client, Path python, String script, String... arguments) {
    List<String> command =
        Stream.concat(
                Stream.of(
                    python.toString(),
                    TestPaths.TEST_PYTHON.resolve("clients/" + script).toString()),
                Stream.of(arguments))
            .toList();
    return new Scenario(
        client,
        CompletableFuture.supplyAsync(
            () -> Commands.run(Map.of(), command).lines().map(TestJson::read).toList()));
  }

  /** One test for each check; they fail when there are fewer than expected. */
  static Stream<DynamicTest> tests(int expected, Scenario... scenarios) {
    return Stream.of(scenarios).flatMap(scenario -> scenario.tests(expected));
  }

  Stream<DynamicTest> tests(int expected) {
    List<JsonNode> found = checks.join();
    assertThat(found).as(client).hasSize(expected);
    return found.stream()
        .map(
            check ->
                dynamicTest(client + ": " + check.path("check").asText(), () -> passed(check)));
  }

  private static void passed(JsonNode check) {
    String error = check.path("error").asText(null);
    if (error != null) {
      throw new AssertionError(error);
    }
  }
}
