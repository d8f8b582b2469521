// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A client that takes as many writes as the test lets it. */
final class TakingClient extends ServletOutputStream {
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private long patience = Long.MAX_VALUE;
  private boolean gone;
  private int writes;
  private int flushes;

  void takeWrites(long count) {
    patience = count;
  }

  void leave() {
    gone = true;
  }

  String received() {
    return received.toString(StandardCharsets.UTF_8);
  }

  int writes() {
    return writes;
  }

  int flushes() {
    return flushes;
  }

  @Override
  public boolean isReady() {
    return patience > 0;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (!isReady()) {
      throw new IllegalStateException("written without asking");
    }
    if (gone) {
      throw new IOException("broken pipe");
    }
    patience--;
    writes++;
    received.write(bytes, offset, length);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void flush() {
    if (!isReady()) {
      throw new IllegalStateException("flushed without asking");
    }
    flushes++;
  }

  @Override
  public void setWriteListener(WriteListener listener) {}
}
