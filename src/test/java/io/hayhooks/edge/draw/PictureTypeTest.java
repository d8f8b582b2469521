// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTypeTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-    | -                                           | PNG",
        "-    | */*                                         | PNG",
        "-    | image/svg+xml                               | SVG",
        "-    | IMAGE/SVG+XML; charset=utf-8                | SVG",
        "-    | text/html, image/svg+xml;q=0.9, */*;q=0.5   | SVG",
        "-    | image/png;q=0.5, image/svg+xml;q=0.8        | SVG",
        "-    | image/svg+xml;q=0.5, image/*                | PNG",
        "-    | image/avif,image/svg+xml,image/*,*/*;q=0.8  | PNG",
        "-    | image/svg+xml;q=x                           | PNG",
        "-    | image/png;q=0, */*                          | SVG",
        "svg  | image/png                                   | SVG",
        "PNG  | image/svg+xml                               | PNG"
      })
  void theFormatThenAcceptThenPng(String format, String accept, PictureType type) {
    assertThat(PictureType.of(format, accept)).isEqualTo(type);
  }

  @Test
  void anotherFormatIsRefused() {
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> PictureType.of("gif", null))
        .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
  }
}
