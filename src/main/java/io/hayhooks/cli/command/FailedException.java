// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

/** Why a command failed, in words for whoever typed it. */
final class FailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FailedException(String message) {
    super(message);
  }

  FailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
