// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import java.io.IOException;

/** Takes the frames off a chunked body, piece by piece as it arrives. */
final class ChunkDecoder {
  private static final int MOST_SIZE_DIGITS = 15;

  private enum State {
    SIZE,
    EXTENSION,
    DATA,
    END_OF_DATA,
    TRAILER,
    FINISHED
  }

  private State state = State.SIZE;
  private long size;
  private int digits;
  private boolean emptyLine = true;

  /** Whether the last chunk, with whatever trails it, has been seen. */
  boolean isFinished() {
    return state == State.FINISHED;
  }

  /**
   * Decodes in place.
   *
   * @return how many bytes of the body stand at {@code offset} now
   */
  int decode(byte[] bytes, int offset, int count) throws IOException {
    int out = offset;
    for (int i = offset; i < offset + count && state != State.FINISHED; i++) {
      byte b = bytes[i];
      switch (state) {
        case SIZE -> size(b);
        case EXTENSION -> endSize(b);
        case DATA -> {
          bytes[out++] = b;
          size--;
          state = size == 0 ? State.END_OF_DATA : State.DATA;
        }
        case END_OF_DATA -> state = b == '\n' ? State.SIZE : State.END_OF_DATA;
        case TRAILER -> trailer(b);
        case FINISHED -> {}
      }
    }
    return out - offset;
  }

  private void size(byte b) throws IOException {
    int digit = Character.digit(b, 16);
    if (digit < 0) {
      state = State.EXTENSION;
      endSize(b);
      return;
    }
    digits++;
    if (digits > MOST_SIZE_DIGITS) {
      throw new IOException("A chunk's size is too long");
    }
    size = size * 16 + digit;
  }

  private void endSize(byte b) throws IOException {
    if (b != '\n') {
      return;
    }
    if (digits == 0) {
      throw new IOException("A chunk has no size");
    }
    digits = 0;
    state = size == 0 ? State.TRAILER : State.DATA;
  }

  private void trailer(byte b) {
    if (b == '\n' && emptyLine) {
      state = State.FINISHED;
    } else if (b != '\r') {
      emptyLine = b == '\n';
    }
  }
}
