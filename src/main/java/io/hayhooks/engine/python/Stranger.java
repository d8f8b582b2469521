// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;

/** A connection that says a purpose's letter and a token if it is a worker's. */
final class Stranger {
  private final SocketChannel channel;
  private final byte[] token;
  private final ByteBuffer said;
  private final long since = System.nanoTime();

  Stranger(SocketChannel channel, String token) {
    this.channel = requireNonNull(channel, "channel is null");
    this.token = token.getBytes(StandardCharsets.US_ASCII);
    said = ByteBuffer.allocate(1 + this.token.length);
  }

  SocketChannel channel() {
    return channel;
  }

  /** When it came, as {@link System#nanoTime()}. */
  long since() {
    return since;
  }

  /** Reads what has come, and not a byte beyond; whether that is all there is to say. */
  boolean hear() throws IOException {
    if (channel.read(said) < 0) {
      throw new EOFException("It left");
    }
    return !said.hasRemaining();
  }

  /** What it is for; empty when it does not know the token. Takes the same time if not. */
  Optional<WorkerSocket.Purpose> purpose() {
    byte[] bytes = said.array();
    boolean knows = MessageDigest.isEqual(token, Arrays.copyOfRange(bytes, 1, bytes.length));
    return Arrays.stream(WorkerSocket.Purpose.values())
        .filter(purpose -> knows && purpose.letter() == bytes[0])
        .findAny();
  }
}
