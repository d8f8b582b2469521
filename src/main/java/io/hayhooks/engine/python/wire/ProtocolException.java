// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import java.io.IOException;

/** The other end sent what it must not send; the connection cannot be trusted any more. */
public final class ProtocolException extends IOException {
  private static final long serialVersionUID = 1L;

  ProtocolException(String message) {
    super(message);
  }

  ProtocolException(String message, Throwable cause) {
    super(message, cause);
  }
}
