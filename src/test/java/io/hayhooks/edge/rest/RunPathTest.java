// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RunPathTest {
  @ParameterizedTest
  @CsvSource({
    "/echo/run,echo",
    "/echo/run/,echo",
    "/run/run,run",
    "/with%20space/run,with space",
    "/a+b/run,a+b",
    "/h%C3%A9llo/run,héllo",
    "/héllo/run,héllo",
    "/%E4%BD%A0%E5%A5%BD/run,你好",
    "/a%252Fb/run,a%2Fb",
    "/a%2Fb/run,a/b",
    "/q%3Fx%3D1/run,q?x=1",
    "/x%23y/run,x#y",
    "/dot.name/run,dot.name",
    "/echo/%72un,echo",
    "/a;b/run,a;b"
  })
  void theNameIsTheDecodedFirstSegment(String path, String name) {
    assertThat(RunPath.name(path)).contains(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//",
        "/run",
        "//run",
        "/run/",
        "/echo",
        "/echo/",
        "/echo/runs",
        "/echo/Run",
        "/echo/run/x",
        "/echo//run",
        "/echo/run//",
        "/a/b/run",
        "/v1/chat/completions",
        "/bad%/run",
        "/bad%2/run",
        "/bad%zz/run",
        "/bad%ff/run"
      })
  void otherPathsAreNoRuns(String path) {
    assertThat(RunPath.name(path)).isEmpty();
  }
}
