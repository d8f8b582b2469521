// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/** How a process ended, in words that follow "The worker". */
record ProcessEnd(String words) {
  /** The process had nobody who could learn of its status. */
  static final ProcessEnd UNKNOWN = new ProcessEnd("ended");

  private static final int SIGNAL_BASE = 128;
  private static final int KILL = 9;
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

  ProcessEnd {
    requireNonNull(words, "words is null");
  }

  /** From the JDK's exit value, where a signal is 128 and its number. */
  ProcessEnd(int exitValue) {
    this(
        SIGNALS.containsKey(exitValue - SIGNAL_BASE)
            ? bySignal(exitValue - SIGNAL_BASE)
            : "exited with status " + exitValue);
  }

  /** From Python's exit code, where a signal is its number below zero. */
  static ProcessEnd ofWaitStatus(int status) {
    return status < 0
        ? new ProcessEnd(bySignal(-status))
        : new ProcessEnd("exited with status " + status);
  }

  static ProcessEnd notStarted(String reason) {
    return new ProcessEnd("could not be started: " + reason);
  }

  /** The same, if the system has killed processes for want of memory, and this one may be it. */
  ProcessEnd outOfMemory() {
    return words.equals(bySignal(KILL))
        ? new ProcessEnd(words + ", since the system had run out of memory")
        : this;
  }

  private static String bySignal(int signal) {
    return "was killed by " + SIGNALS.getOrDefault(signal, "signal " + signal);
  }

  @Override
  public String toString() {
    return words;
  }
}
