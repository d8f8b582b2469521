// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerStatusTest {
  private static ServerStatus status(String json) {
    return ServerStatus.of(Json.parse(json).orElseThrow());
  }

  @Test
  void namesAreEnough() {
    assertThat(status("{\"status\":\"Up!\",\"pipelines\":[\"a\"]}").all())
        .singleElement()
        .satisfies(one -> assertThat(one.isServed()).isTrue())
        .extracting(PipelineState::name)
        .isEqualTo("a");
  }

  @Test
  void whatIsNotServedComesLast() {
    ServerStatus status =
        status(
            """
            {"status":"Up!","pipelines":["b"],"deployments":[{"name":"a","state":"Failed","error":"why"},
            {"name":"b","state":"Loaded","waiting":2,"revision":null,
             "workers":[{"state":"ready","calls":1},{"state":"starting","calls":0}]}]}""");
    assertThat(status.all()).extracting(PipelineState::name).containsExactly("b", "a");
    assertThat(status.all().get(0).calls()).isEqualTo(3);
    assertThat(status.all().get(0).revision()).isEmpty();
    assertThat(status.all().get(1).error()).isEqualTo("why");
    assertThat(status.only("a").all()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"status\":\"Up!\",\"pipelines\":[1]}", "{\"pipelines\":[]}"})
  void whatIsNoStatusIsRefused(String json) {
    assertThatExceptionOfType(ConnectionException.class).isThrownBy(() -> status(json));
  }
}
