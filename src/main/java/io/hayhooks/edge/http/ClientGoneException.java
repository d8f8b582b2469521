// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import java.io.IOException;

/** The client left before it had everything. Nobody is there to be told. */
public final class ClientGoneException extends IOException {
  private static final long serialVersionUID = 1L;

  public ClientGoneException(Throwable cause) {
    super("The client closed the connection", cause);
  }
}
