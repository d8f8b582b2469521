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
  private final int expected;
  private final String client;
  private final CompletableFuture<List<JsonNode>> checks;

  private Scenario(int expected, String client, CompletableFuture<List<JsonNode>> checks) {
    this.expected = expected;
    this.client = client;
    this.checks = checks;
  }

  /** Starts a script, which has so many checks. */
  static Scenario start(
      int expected, String client, Path python, String script, String... arguments) {
    List<String> command =
        Stream.concat(
                Stream.of(
                    python.toString(),
                    TestPaths.TEST_PYTHON.resolve("clients/" + script).toString()),
                Stream.of(arguments))
            .toList();
    return new Scenario(
        expected,
        client,
        CompletableFuture.supplyAsync(
            () -> Commands.run(Map.of(), command).lines().map(TestJson::read).toList()));
  }

  /** One test for each check; they fail when there are more or fewer than expected. */
  static Stream<DynamicTest> tests(Scenario... scenarios) {
    return Stream.of(scenarios).flatMap(Scenario::each);
  }

  private Stream<DynamicTest> each() {
    return found()
        .map(
            check ->
                dynamicTest(client + ": " + check.path("check").asText(), () -> passed(check)));
  }

  /** Fails unless all have passed. */
  void pass() {
    found().forEach(Scenario::passed);
  }

  private Stream<JsonNode> found() {
    List<JsonNode> found = checks.join();
    assertThat(found).as(client).hasSize(expected);
    return found.stream();
  }

  private static void passed(JsonNode check) {
    String error = check.path("error").asText(null);
    if (error != null) {
      throw new AssertionError(error);
    }
  }
}
