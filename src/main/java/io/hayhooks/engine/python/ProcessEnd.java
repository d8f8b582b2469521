// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import java.util.Map;

/** How a process ended, in words. The JDK reports a signal as 128 and its number. */
record ProcessEnd(int exitValue) {
  private static final int SIGNAL_BASE = 128;
  private static final Map<Integer, String> SIGNALS =
      Map.ofEntries(
          Map.entry(1, "SIGHUP"),
          Map.entry(2, "SIGINT"),
          Map.entry(3, "SIGQUIT"),
          Map.entry(4, "SIGILL"),
          Map.entry(6, "SIGABRT"),
          Map.entry(7, "SIGBUS"),
          Map.entry(8, "SIGFPE"),
          Map.entry(9, "SIGKILL"),
          Map.entry(11, "SIGSEGV"),
          Map.entry(13, "SIGPIPE"),
          Map.entry(15, "SIGTERM"),
          Map.entry(24, "SIGXCPU"),
          Map.entry(31, "SIGSYS"));

  @Override
  public String toString() {
    String signal = SIGNALS.get(exitValue - SIGNAL_BASE);
    return signal == null ? "exited with status " + exitValue : "was killed by " + signal;
  }
}
