// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing buffer in which a stream's next write is put together. Not for several threads. */
public final class Bytes {
  private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  private static final int KEEP = 64 * 1024;
  private static final int LONGEST_ESCAPE = 6;

  private byte[] array;
  private int length;

  /** An empty buffer. */
  public Bytes(int capacity) {
    array = new byte[capacity];
  }

  public int length() {
    return length;
  }

  /** The backing array; its first {@link #length()} bytes count. */
  byte[] array() {
    return array;
  }

  /** Empties the buffer; what a large answer left behind is given back. */
  void clear() {
    length = 0;
    if (array.length > KEEP) {
      array = new byte[KEEP];
    }
  }

  /** Appends bytes. */
  public Bytes put(byte[] bytes) {
    ensure(bytes.length);
    System.arraycopy(bytes, 0, array, length, bytes.length);
    length += bytes.length;
    return this;
  }

  /** Appends the content of another one. */
  public Bytes put(Bytes bytes) {
    return put(bytes.toBuffer());
  }

  /** Appends what remains of a buffer, and leaves its position alone. */
  public Bytes put(ByteBuffer bytes) {
    int count = bytes.remaining();
    ensure(count);
    bytes.get(bytes.position(), array, length, count);
    length += count;
    return this;
  }

  /** Appends UTF-8 text as the inside of a JSON string. */
  public Bytes putEscaped(ByteBuffer utf8) {
    int end = utf8.limit();
    ensure(utf8.remaining());
    for (int i = utf8.position(); i < end; i++) {
      byte b = utf8.get(i);
      if (b >= 0 && (b < ' ' || b == '"' || b == '\\')) {
        ensure(LONGEST_ESCAPE + end - i);
        escape(b);
      } else {
        array[length++] = b;
      }
    }
    return this;
  }

  private void escape(byte b) {
    array[length++] = '\\';
    switch (b) {
      case '"', '\\' -> array[length++] = b;
      case '\n' -> array[length++] = 'n';
      case '\r' -> array[length++] = 'r';
      case '\t' -> array[length++] = 't';
      default -> {
        array[length++] = 'u';
        array[length++] = '0';
        array[length++] = '0';
        array[length++] = HEX[b >> 4];
        array[length++] = HEX[b & 0xF];
      }
    }
  }

  private void ensure(int more) {
    long needed = (long) length + more;
    if (needed > array.length) {
      array = Arrays.copyOf(array, (int) Math.min(Integer.MAX_VALUE - 8L, needed * 2));
    }
  }

  /** The content, not copied: do not write to these bytes any more. */
  public ByteBuffer toBuffer() {
    return ByteBuffer.wrap(array, 0, length);
  }

  @Override
  public String toString() {
    return new String(array, 0, length, StandardCharsets.UTF_8);
  }
}
