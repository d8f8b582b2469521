// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;

/** Makes the sockets on which workers report. */
interface WorkerSockets {
  /** A socket for the worker that knows {@code token}. */
  WorkerSocket bind(String token) throws IOException;

  /** Removes what is left of them when all workers are gone. */
  void delete();

  /**
   * As {@code HAYHOOKS_WORKER_LINK} has it: {@code unix}, {@code tcp}, or {@code auto} for unix
   * sockets where both Java and Python have them.
   */
  static WorkerSockets of(String link) {
    boolean tcp = link.equals("tcp") || (link.equals("auto") && !unixIsThere());
    return tcp ? new LoopbackSockets() : new SocketDirectory();
  }

  private static boolean unixIsThere() {
    if (File.separatorChar == '\\') {
      return false; // Java has them on Windows, Python has not
    }
    try {
      ServerSocketChannel.open(StandardProtocolFamily.UNIX).close();
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }
}
