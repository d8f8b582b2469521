// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import java.io.IOException;

/** The server cannot be talked to. */
public final class ConnectionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ConnectionException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The answer ended before it was complete. */
  public static ConnectionException broken(IOException cause) {
    return new ConnectionException(
        "The connection was cut before the answer was complete: " + cause.getMessage(), cause);
  }
}
