// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import io.hayhooks.cli.client.ConnectionException;
import io.hayhooks.cli.client.RefusedException;
import io.hayhooks.cli.terminal.Terminal;
import java.util.Optional;

/** What a failed command tells. */
public final class Failures {
  private static final int FAILED = 1;

  private Failures() {}

  /** The exit status for a failure that is told in a line; empty when it is a bug. */
  public static Optional<Integer> explain(Exception failure, Terminal terminal) {
    if (!isKnown(failure)) {
      return Optional.empty();
    }
    terminal.error(text(failure));
    return Optional.of(FAILED);
  }

  private static boolean isKnown(Exception failure) {
    return failure instanceof RefusedException
        || failure instanceof ConnectionException
        || failure instanceof FailedException;
  }

  static String text(Exception failure) {
    return failure instanceof RefusedException
        ? "Server error: " + failure.getMessage()
        : failure.getMessage();
  }
}
