// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

/**
 * Why a worker is no more.
 *
 * @param reason a sentence without a full stop
 * @param output what it printed last; may be empty
 */
record WorkerEnd(String reason, String output) {
  WorkerEnd {
    requireNonNull(reason, "reason is null");
    requireNonNull(output, "output is null");
  }

  /** The reason with the last lines of output. */
  String withOutput() {
    return output.isBlank() ? reason : reason + ". Its last output:\n" + output;
  }
}
