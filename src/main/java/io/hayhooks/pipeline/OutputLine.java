// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * A line that a worker printed.
 *
 * @param pid the worker's process id, or -1 when it was not known yet
 */
public record OutputLine(Instant time, long pid, String text) {
  public OutputLine {
    requireNonNull(time, "time is null");
    requireNonNull(text, "text is null");
  }
}
