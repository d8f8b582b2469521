// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import static io.hayhooks.engine.python.wire.Fixtures.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayhooks.engine.python.wire.Fixtures.Fixture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames and their bytes, against the fixtures that the worker is tested against, too. */
class FrameCodecTest {
  static List<Fixture> fixtures() throws IOException {
    return Fixtures.all();
  }

  private static List<Frame> read(ReadableByteChannel channel) throws IOException {
    List<Frame> frames = new ArrayList<>();
    FrameReader reader = new FrameReader();
    while (reader.read(channel, frames::add) >= 0) {
      // until the end
    }
    return frames;
  }

  private static ReadableByteChannel channel(String hexadecimal) {
    return Channels.newChannel(new ByteArrayInputStream(HexFormat.of().parseHex(hexadecimal)));
  }

  /** A channel that brings a byte at a time. */
  private static ReadableByteChannel trickle(ByteBuffer bytes) {
    return new ReadableByteChannel() {
      @Override
      public int read(ByteBuffer target) {
        if (!bytes.hasRemaining()) {
          return -1;
        }
        target.put(bytes.get());
        return 1;
      }

      @Override
      public boolean isOpen() {
        return true;
      }

      @Override
      public void close() {}
    };
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void frameIsReadAsTheFixtureSays(Fixture fixture) throws IOException {
    Frame expected = new Frame(fixture.type(), (int) fixture.call(), fixture.payloadBytes());
    assertThat(read(channel(fixture.frame()))).containsExactly(expected);
    assertThat(read(trickle(fixture.frameBytes()))).containsExactly(expected);
  }

  @ParameterizedTest
  @MethodSource("fixtures")
  void frameIsWrittenAsTheFixtureSays(Fixture fixture) {
    ByteBuffer header =
        FrameCodec.encodeHeader(
            fixture.type(), (int) fixture.call(), fixture.payloadBytes().remaining());
    ByteBuffer frame =
        ByteBuffer.allocate(fixture.frameBytes().remaining())
            .put(header)
            .put(fixture.payloadBytes())
            .flip();
    assertThat(frame).isEqualTo(fixture.frameBytes());
  }

  @Test
  void framesThatComeTogetherAreToldApart() throws IOException {
    String all = fixtures().stream().map(Fixture::frame).collect(Collectors.joining());
    assertThat(read(channel(all)))
        .extracting(Frame::type)
        .isEqualTo(fixtures().stream().map(Fixture::type).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000004", // too short, known from the length alone
        "10000001", // over the limit
        "ffffffff", // not a negative number
        "000000050000000001",
        "000000051000000001",
        "00000005ff00000001"
      })
  void badFrameIsRefusedBeforeItsPayload(String frame) {
    assertThatThrownBy(() -> read(channel(frame))).isInstanceOf(ProtocolException.class);
  }

  @Test
  void largestFrameIsAllowed() throws IOException {
    assertThat(FrameCodec.decodeHeader(bytes("100000000500000001")))
        .contains(new FrameHeader(FrameType.RESULT, 1, FrameCodec.MAX_PAYLOAD));
  }
}
