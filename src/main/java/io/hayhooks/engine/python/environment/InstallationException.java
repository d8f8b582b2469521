// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import java.util.Collection;

/** A program that makes an environment failed. The message tells why, then what it printed. */
final class InstallationException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String output;

  InstallationException(String reason, Collection<String> lines, Throwable cause) {
    super(reason, cause);
    output = String.join("\n", lines).strip();
  }

  /** The last lines of what it printed. */
  String output() {
    return output;
  }
}
