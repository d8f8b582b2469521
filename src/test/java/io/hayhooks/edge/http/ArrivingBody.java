// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** A request body that arrives when the test says so. */
public final class ArrivingBody extends ServletInputStream {
  private final Deque<Byte> arrived = new ArrayDeque<>();
  private ReadListener listener;
  private boolean ended;

  public void arrive(byte... bytes) throws IOException {
    for (byte b : bytes) {
      arrived.add(b);
    }
    listener.onDataAvailable();
  }

  public void end() throws IOException {
    ended = true;
    listener.onAllDataRead();
  }

  public void fail(IOException failure) {
    listener.onError(failure);
  }

  public boolean isAwaited() {
    return listener != null;
  }

  @Override
  public boolean isFinished() {
    return ended && arrived.isEmpty();
  }

  @Override
  public boolean isReady() {
    return !arrived.isEmpty();
  }

  @Override
  public void setReadListener(ReadListener newListener) {
    listener = newListener;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    int count = Math.min(length, arrived.size());
    for (int i = 0; i < count; i++) {
      bytes[offset + i] = arrived.remove();
    }
    return count == 0 && ended ? -1 : count;
  }

  @Override
  public int read() {
    return arrived.isEmpty() ? -1 : arrived.remove() & 0xFF;
  }
}
