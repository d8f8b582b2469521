// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChunkDecoderTest {
  private final ChunkDecoder decoder = new ChunkDecoder();

  private String decode(String sent, int piece) throws IOException {
    StringBuilder body = new StringBuilder();
    byte[] bytes = sent.getBytes(StandardCharsets.ISO_8859_1);
    for (int i = 0; i < bytes.length; i += piece) {
      int count = decoder.decode(bytes, i, Math.min(piece, bytes.length - i));
      body.append(new String(bytes, i, count, StandardCharsets.ISO_8859_1));
    }
    return body.toString();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 1000})
  void framesAreTakenOffHoweverTheyArrive(int piece) throws IOException {
    String sent = "5\r\nhello\r\nA;x=\"1\"\r\n \r\nworld!!\r\n0\r\nTrailer: 1\r\n\r\n";
    assertThat(decode(sent, piece)).isEqualTo("hello \r\nworld!!");
    assertThat(decoder.isFinished()).isTrue();
  }

  @Test
  void anEmptyBodyIsOneLastChunk() throws IOException {
    assertThat(decode("0\r\n\r\n", 2)).isEmpty();
    assertThat(decoder.isFinished()).isTrue();
  }

  @Test
  void aBodyIsNotFinishedBeforeTheLineAfterItsLastChunk() throws IOException {
    assertThat(decode("1\r\nx\r\n0\r\n", 100)).isEqualTo("x");
    assertThat(decoder.isFinished()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "zz\r\n", "-1\r\n", "FFFFFFFFFFFFFFFF\r\n"})
  void whatIsNoSizeIsRefused(String sent) {
    assertThatIOException().isThrownBy(() -> decode(sent, 100));
  }
}
