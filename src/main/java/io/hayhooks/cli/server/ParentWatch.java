// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.server;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Ends this process when its launcher is gone. The launcher holds the other end of the standard
 * input and never writes; whatever kills it, the system closes the pipe.
 */
final class ParentWatch {
  private static final int KILLED = 137;

  private ParentWatch() {}

  static void start() {
    Thread thread = new Thread(ParentWatch::await, "launcher-watch");
    thread.setDaemon(true);
    thread.start();
  }

  private static void await() {
    try {
      System.in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      // A broken pipe says the same as its end.
    }
    Runtime.getRuntime().halt(KILLED);
  }
}
