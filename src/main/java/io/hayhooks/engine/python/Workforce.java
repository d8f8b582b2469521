// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import io.hayhooks.error.ServerException;
import java.util.Optional;

/** The workers that a dispatcher may give calls to. */
interface Workforce {
  /**
   * The worker with the least to do; empty when none can take a call now.
   *
   * @param concurrency most calls of the pipeline at once in a worker
   * @param dispatched calls of the pipeline that workers have
   */
  Optional<Worker> leastLoaded(int concurrency, int dispatched);

  /** Whether some worker takes calls or soon will. */
  boolean anyReadySoon();

  /** Why calls should not wait, if they should not. */
  Optional<ServerException> refusal();

  /** Whether there may be further workers. */
  boolean canGrow();

  /** Starts a further worker when there is too much to do for those that are there. */
  void growFor(int calls);

  /** Replaces the worker in whose hands a call is stuck. */
  void replace(Worker worker, String reason);
}
