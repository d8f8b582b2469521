// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

/** Why the server cannot run, in one line for the person who started it. */
final class LaunchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The surroundings do not allow it: the port is taken, the disk is full. */
  static final int FAILED = 1;

  /** A setting or an option is wrong. */
  static final int MISUSED = 2;

  private final int exitCode;

  LaunchException(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
