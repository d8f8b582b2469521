// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.GatheringByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameWriterTest {
  private final FrameWriter writer = new FrameWriter();
  private final NarrowChannel channel = new NarrowChannel();

  /** Takes so many bytes at a time, and notes how many it was offered. */
  private static final class NarrowChannel implements GatheringByteChannel {
    final ByteArrayOutputStream written = new ByteArrayOutputStream();
    final List<Integer> offers = new ArrayList<>();
    int width = Integer.MAX_VALUE;

    @Override
    public long write(ByteBuffer[] buffers, int offset, int length) {
      int room = width;
      int offered = 0;
      for (int i = offset; i < offset + length; i++) {
        offered += buffers[i].remaining();
        byte[] taken = new byte[Math.min(room, buffers[i].remaining())];
        buffers[i].get(taken);
        written.writeBytes(taken);
        room -= taken.length;
      }
      offers.add(offered);
      return (long) width - room;
    }

    @Override
    public long write(ByteBuffer[] buffers) {
      return write(buffers, 0, buffers.length);
    }

    @Override
    public int write(ByteBuffer buffer) {
      return (int) write(new ByteBuffer[] {buffer});
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }

  @Test
  void manySmallFramesGoInOneWrite() throws IOException {
    for (int i = 0; i < 50; i++) {
      writer.add(FrameType.CANCEL, i);
    }
    assertThat(writer.writeTo(channel)).isTrue();
    assertThat(channel.offers).containsExactly(50 * 9);
  }

  @Test
  void partsOfPayloadFollowEachOther() throws IOException {
    writer.add(
        FrameType.RUN, 1, ByteBuffer.wrap(new byte[] {1, 2}), ByteBuffer.wrap(new byte[] {3}));
    writer.writeTo(channel);
    assertThat(channel.written.toByteArray()).containsExactly(0, 0, 0, 8, 4, 0, 0, 0, 1, 1, 2, 3);
  }

  @Test
  void largeBodyIsOfferedInWindowsAndArrivesWhole() throws IOException {
    byte[] body = new byte[3_000_000];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) i;
    }
    channel.width = 100_003;
    writer.add(FrameType.RUN, 1, ByteBuffer.wrap(body));
    writer.add(FrameType.CANCEL, 1);
    while (!writer.writeTo(channel)) {
      // the channel takes more each time
    }
    assertThat(channel.offers).allMatch(offer -> offer <= 256 << 10);
    byte[] written = channel.written.toByteArray();
    assertThat(written).hasSize(9 + body.length + 9);
    assertThat(ByteBuffer.wrap(written, 9, body.length)).isEqualTo(ByteBuffer.wrap(body));
  }
}
