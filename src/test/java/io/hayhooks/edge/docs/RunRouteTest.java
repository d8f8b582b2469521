// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.pipeline.RunSignature;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunRouteTest {
  @ParameterizedTest
  @CsvSource({
    "top_k, Top K Run",
    "UPPER, Upper Run",
    "dot.name2nd, Dot.Name2Nd Run",
    "héllo, Héllo Run",
    "你好, 你好 Run"
  })
  void theSummaryIsTheNameInTitleCase(String name, String summary) {
    assertThat(route(name).summary()).isEqualTo(summary);
  }

  @ParameterizedTest
  @CsvSource({
    "echo_typed, echo_typed_run_echo_typed_run_post",
    "with space, with_space_run_with_space_run_post",
    "héllo-1, héllo_1_run_héllo_1_run_post"
  })
  void operationsAreNamedAsHayhooksNamesThem(String name, String operationId) {
    assertThat(route(name).operationId()).isEqualTo(operationId);
  }

  @Test
  void thePathIsThePlainName() {
    assertThat(route("with space é").path()).isEqualTo("/with space é/run");
  }

  @Test
  void thePathDoesNotEndBeforeItsEnd() {
    assertThat(route("q?x=1#y%2F").path()).isEqualTo("/q%3Fx=1%23y%252F/run");
  }

  private static RunRoute route(String name) {
    return new RunRoute(
        name, "", new RunSignature(Samples.json("{}"), Optional.empty(), true, false, false));
  }
}
