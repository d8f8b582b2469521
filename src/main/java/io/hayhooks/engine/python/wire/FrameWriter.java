// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** Frames on their way out, written many at a time. Not thread-safe. */
final class FrameWriter {
  /**
   * Bytes offered to the channel at once. The JDK copies all it is offered into native memory, so
   * offering a large body whole would copy it again with each partial write.
   */
  private static final int WINDOW = 256 << 10;

  private static final int MAX_BUFFERS = 128;

  private final Deque<ByteBuffer> unsent = new ArrayDeque<>();
  private final ByteBuffer[] batch = new ByteBuffer[MAX_BUFFERS];

  /** Queues a frame whose payload is the {@code parts}, one after the other; nothing is copied. */
  void add(FrameType type, int callId, ByteBuffer... parts) {
    long size = 0;
    for (ByteBuffer part : parts) {
      size += part.remaining();
    }
    unsent.add(FrameCodec.encodeHeader(type, callId, size));
    for (ByteBuffer part : parts) {
      if (part.hasRemaining()) {
        unsent.add(part);
      }
    }
  }

  /** Writes what {@code channel} takes now; returns whether nothing is left. */
  boolean writeTo(GatheringByteChannel channel) throws IOException {
    boolean accepted = true;
    while (accepted && !unsent.isEmpty()) {
      accepted = writeBatch(channel);
      while (!unsent.isEmpty() && !unsent.peek().hasRemaining()) {
        unsent.remove();
      }
    }
    return unsent.isEmpty();
  }

  /** Forgets what is queued. */
  void clear() {
    unsent.clear();
  }

  /** Offers a window's worth of bytes; returns whether the channel took them all. */
  private boolean writeBatch(GatheringByteChannel channel) throws IOException {
    int count = 0;
    long offered = 0;
    for (ByteBuffer buffer : unsent) {
      if (count == MAX_BUFFERS || offered >= WINDOW) {
        break;
      }
      batch[count++] = buffer;
      offered += buffer.remaining();
    }
    ByteBuffer last = batch[count - 1];
    int end = last.limit();
    int withheld = (int) Math.max(0, offered - WINDOW);
    last.limit(end - withheld);
    try {
      channel.write(batch, 0, count);
      return !last.hasRemaining();
    } finally {
      last.limit(end);
    }
  }
}
