// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;

/**
 * Cuts what arrives into frames. Every byte is moved once from the receive buffer to its payload,
 * however large the payload and however small the pieces it comes in. Not thread-safe.
 */
final class FrameReader {
  /** Takes frames in the order of their arrival. */
  interface Receiver {
    void receive(Frame frame) throws IOException;
  }

  private static final int BUFFER_SIZE = 128 << 10;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_SIZE);
  private FrameHeader header;
  private ByteBuffer payload;

  /**
   * Reads once from {@code channel} and passes on what is complete.
   *
   * @return the number of bytes read; -1 at the end of the channel
   */
  int read(ReadableByteChannel channel, Receiver receiver) throws IOException {
    int count = channel.read(buffer);
    buffer.flip();
    try {
      while (fillPayload()) {
        Frame frame = new Frame(header.type(), header.callId(), payload.flip());
        header = null;
        payload = null;
        receiver.receive(frame);
      }
    } finally {
      buffer.compact();
    }
    return count;
  }

  private boolean fillPayload() throws ProtocolException {
    if (header == null) {
      Optional<FrameHeader> next = FrameCodec.decodeHeader(buffer);
      if (next.isEmpty()) {
        return false;
      }
      header = next.get();
      payload = ByteBuffer.allocate(header.payloadSize());
    }
    int count = Math.min(buffer.remaining(), payload.remaining());
    payload.put(payload.position(), buffer, buffer.position(), count);
    payload.position(payload.position() + count);
    buffer.position(buffer.position() + count);
    return !payload.hasRemaining();
  }
}
