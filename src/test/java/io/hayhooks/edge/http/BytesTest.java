// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BytesTest {
  private static ByteBuffer utf8(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "\"quoted\\\"",
        "line\nline\r\n\ttab",
        "\u0000\u0001\u001f\u007f",
        "héllo 😀 <&> 你好",
        "\"\"\"\"\"\"\"\""
      })
  void escapedTextIsTheInsideOfAJsonString(String text) throws JsonProcessingException {
    Bytes bytes = new Bytes(1).put(utf8("\"")).putEscaped(utf8(text)).put(utf8("\""));
    assertThat(Json.MAPPER.readValue(bytes.toString(), String.class)).isEqualTo(text);
  }

  @Test
  void textBeyondAsciiIsNotEscaped() {
    assertThat(new Bytes(0).putEscaped(utf8("é😀")).toString()).isEqualTo("é😀");
  }

  @Test
  void aBufferThatIsPutKeepsItsPosition() {
    ByteBuffer middle = utf8("abcdef").position(2).limit(4);
    assertThat(new Bytes(0).put(middle).putEscaped(middle).toString()).isEqualTo("cdcd");
    assertThat(middle.position()).isEqualTo(2);
  }

  @Test
  void whatALargeAnswerTookIsGivenBack() {
    Bytes bytes = new Bytes(16).put(new byte[1 << 20]);
    bytes.clear();
    assertThat(bytes.length()).isZero();
    assertThat(bytes.array()).hasSizeLessThan(1 << 20);
  }
}
