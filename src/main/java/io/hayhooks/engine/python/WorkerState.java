// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

/** Where a worker is in its life. */
enum WorkerState {
  /** Its process runs and has not said who it is. */
  STARTING,
  /** It imports the wrapper and runs {@code setup()}. */
  LOADING,
  /** It takes calls. */
  READY,
  /** It was asked to end. */
  DRAINING,
  /** It ended as it was asked to. */
  STOPPED,
  /** It ended, or had to be ended, otherwise. */
  FAILED;

  boolean isTerminal() {
    return this == STOPPED || this == FAILED;
  }

  boolean canBecome(WorkerState next) {
    return switch (next) {
      case STARTING -> false;
      case LOADING -> this == STARTING;
      case READY -> this == LOADING;
      case DRAINING -> this == STARTING || this == LOADING || this == READY;
      case STOPPED -> this == DRAINING;
      case FAILED -> !isTerminal();
    };
  }
}
