// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BodyReaderTest {
  private static final long LIMIT = 100_000;

  private final ArrivingBody in = new ArrivingBody();

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    return bytes;
  }

  private static byte[] content(CompletableFuture<ByteBuffer> body) {
    ByteBuffer buffer = body.join();
    byte[] content = new byte[buffer.remaining()];
    buffer.duplicate().get(content);
    return content;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16 * 1024, 16 * 1024 + 1, 50_000, (int) LIMIT})
  void aBodyOfAnnouncedLengthIsCollectedAsItArrives(int length) throws IOException {
    CompletableFuture<ByteBuffer> body = BodyReader.read(in, length, LIMIT);
    byte[] sent = bytes(length);
    for (int i = 0; i < length; i += 7_001) {
      assertThat(body).isNotDone();
      in.arrive(Arrays.copyOfRange(sent, i, Math.min(length, i + 7_001)));
    }
    assertThat(content(body)).isEqualTo(sent);
    assertThat(body.join().capacity()).isEqualTo(length);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16 * 1024, 16 * 1024 + 1, 50_000, (int) LIMIT})
  void aBodyOfUnknownLengthEndsWhenItEnds(int length) throws IOException {
    CompletableFuture<ByteBuffer> body = BodyReader.read(in, -1, LIMIT);
    in.arrive(bytes(length));
    assertThat(body).isNotDone();
    in.end();
    assertThat(content(body)).isEqualTo(bytes(length));
  }

  @Test
  void nothingIsReadWhereNothingIsSent() {
    assertThat(BodyReader.read(in, 0, LIMIT).join().remaining()).isZero();
  }

  @Test
  void aBodyAnnouncedAsTooLargeIsRefusedUnread() {
    CompletableFuture<ByteBuffer> body = BodyReader.read(in, LIMIT + 1, LIMIT);
    assertTooLarge(body);
    assertThat(in.isAwaited()).isFalse();
  }

  @Test
  void aBodyThatGrowsTooLargeIsRefusedOnTheWay() throws IOException {
    CompletableFuture<ByteBuffer> body = BodyReader.read(in, -1, LIMIT);
    in.arrive(bytes((int) LIMIT));
    assertThat(body).isNotDone();
    in.arrive(bytes(1));
    assertTooLarge(body);
  }

  @Test
  void aClientThatLeavesIsNoErrorOfAnybody() {
    CompletableFuture<ByteBuffer> body = BodyReader.read(in, 10, LIMIT);
    in.fail(new IOException("reset"));
    assertThatThrownBy(body::join).hasCauseInstanceOf(ClientGoneException.class);
  }

  private static void assertTooLarge(CompletableFuture<ByteBuffer> body) {
    assertThatThrownBy(body::join)
        .cause()
        .isInstanceOfSatisfying(
            ServerException.class,
            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.TOO_LARGE));
  }
}
