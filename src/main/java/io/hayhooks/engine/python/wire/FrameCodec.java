// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Frames as bytes: {@code u32 length · u8 type · u32 callId · payload}, big-endian. */
final class FrameCodec {
  static final int HEADER_SIZE = 9;

  /** The largest payload a frame can carry. */
  static final int MAX_PAYLOAD = (256 << 20) - 5;

  private static final int LENGTH_SIZE = 4;
  private static final int COUNTED_HEADER = HEADER_SIZE - LENGTH_SIZE;

  private FrameCodec() {}

  /** The bytes before the payload. */
  static ByteBuffer encodeHeader(FrameType type, int callId, long payloadSize) {
    if (payloadSize > MAX_PAYLOAD) {
      throw new IllegalArgumentException("A frame cannot carry %d bytes".formatted(payloadSize));
    }
    return ByteBuffer.allocate(HEADER_SIZE)
        .putInt((int) payloadSize + COUNTED_HEADER)
        .put(type.number())
        .putInt(callId)
        .flip();
  }

  /**
   * Takes a header from {@code buffer} when all of it is there. Nothing is allocated for the
   * payload before its length has passed, and a bad length does not wait for more bytes.
   */
  static Optional<FrameHeader> decodeHeader(ByteBuffer buffer) throws ProtocolException {
    if (buffer.remaining() < LENGTH_SIZE) {
      return Optional.empty();
    }
    int payloadSize = payloadSize(buffer.getInt(buffer.position()));
    if (buffer.remaining() < HEADER_SIZE) {
      return Optional.empty();
    }
    buffer.getInt();
    FrameType type = FrameType.of(Byte.toUnsignedInt(buffer.get()));
    return Optional.of(new FrameHeader(type, buffer.getInt(), payloadSize));
  }

  private static int payloadSize(int length) throws ProtocolException {
    long size = Integer.toUnsignedLong(length) - COUNTED_HEADER;
    if (size < 0 || size > MAX_PAYLOAD) {
      throw new ProtocolException(
          "no frame has the length %s".formatted(Integer.toUnsignedString(length)));
    }
    return (int) size;
  }
}
