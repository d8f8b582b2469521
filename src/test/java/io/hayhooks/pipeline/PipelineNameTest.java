// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

final class PipelineNameTest {
  static Stream<String> accepted() {
    return Stream.of(
        "a",
        "with space",
        "héllo",
        "你好",
        "a%2Fb",
        "q?x=1",
        "x#y",
        "dot.name",
        ".hidden",
        "...",
        "-dash",
        "UPPER",
        "status",
        "json",
        "C",
        "1:2",
        "a'b\"c",
        "🦜",
        "x".repeat(200));
  }

  static Stream<String> hostile() {
    return Stream.of(
        "",
        " ",
        "\u00a0\t",
        ".",
        "..",
        "../x",
        "a/b",
        "/etc/passwd",
        "a\\b",
        "..\\x",
        "C:",
        "c:\\x",
        "C:evil",
        "a\u0000b",
        "a\nb",
        "a\rb",
        "a\u007fb",
        "\ud83e",
        "{x}",
        "a{b",
        "a}b",
        PipelineName.RESERVED,
        "x".repeat(201),
        "你".repeat(86));
  }

  @ParameterizedTest
  @MethodSource("accepted")
  void aSinglePathSegmentIsAName(String text) {
    assertThat(new PipelineName(text).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @NullSource
  @MethodSource("hostile")
  void whatCouldLeaveItsDirectoryOrConfuseARouteIsNoName(String text) {
    assertThat(PipelineName.isValid(text)).isFalse();
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> new PipelineName(text))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST))
        .withMessageStartingWith(
            "Pipeline name must be a single non-empty name without path separators");
  }

  @Test
  void namesSortByTheirText() {
    assertThat(Stream.of("b", "B", "a").map(PipelineName::new).sorted())
        .extracting(PipelineName::toString)
        .containsExactly("B", "a", "b");
  }
}
