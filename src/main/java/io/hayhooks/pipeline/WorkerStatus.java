// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static java.util.Objects.requireNonNull;

/**
 * How one worker is.
 *
 * @param pid process id, or -1 while there is no process
 * @param state the worker's state in lower case, for people
 * @param calls number of calls in flight
 * @param restarts how often this worker's place was filled anew
 * @param memory resident memory in bytes; 0 when it is not known
 * @param served calls that the present process has been given
 * @param lastError why the last process ended, with its last lines of output; null when none has
 */
public record WorkerStatus(
    long pid, String state, int calls, int restarts, long memory, long served, String lastError) {
  public WorkerStatus {
    requireNonNull(state, "state is null");
  }
}
