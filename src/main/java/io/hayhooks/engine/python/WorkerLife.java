// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import java.util.concurrent.atomic.AtomicReference;

/** The state of one worker, moved only along allowed ways; for any thread. */
final class WorkerLife {
  private final AtomicReference<WorkerState> state = new AtomicReference<>(WorkerState.STARTING);

  WorkerState state() {
    return state.get();
  }

  /** Moves on; false, and no change, when the way is not allowed from the present state. */
  boolean become(WorkerState next) {
    WorkerState now = state.get();
    while (now.canBecome(next)) {
      if (state.compareAndSet(now, next)) {
        return true;
      }
      now = state.get();
    }
    return false;
  }
}
