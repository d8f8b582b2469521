// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import static java.util.Objects.requireNonNull;

/** How a worker introduces itself. */
public record Hello(String token, int protocol, long pid, String python) {
  /** The version of the worker link that this server speaks. */
  public static final int PROTOCOL = 1;

  public Hello {
    requireNonNull(token, "token is null");
    requireNonNull(python, "python is null");
  }
}
