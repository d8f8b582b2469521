// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/** Where one worker reports. */
interface WorkerSocket extends Closeable {
  /** What a connection of the worker is for; the letter says it where the order does not. */
  enum Purpose {
    /** What it prints; only a forked worker needs it. */
    OUTPUT('o'),
    /** The worker link. */
    LINK('l');

    private final char letter;

    Purpose(char letter) {
      this.letter = letter;
    }

    char letter() {
      return letter;
    }
  }

  /** How the worker finds it: a path, or {@code tcp:} and a port of this machine. */
  String address();

  /** Tells it apart from this server's others. */
  String name();

  /** Waits for the worker; closing the socket from another thread ends the wait. */
  SocketChannel accept(Purpose purpose) throws IOException;
}
