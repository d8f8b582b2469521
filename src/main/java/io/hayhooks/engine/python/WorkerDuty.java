// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import io.hayhooks.engine.python.wire.Load;
import io.hayhooks.engine.python.wire.Ready;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/** What a worker is there for. */
interface WorkerDuty {
  /** A worker that serves one pipeline. */
  static WorkerDuty of(Load load) {
    return new OnePipeline(load, new PoolOutput(Clock.systemUTC()));
  }

  Subject subject();

  /** Takes what the workers print. */
  PoolOutput output();

  /**
   * Has a new worker load what it shall serve. Done when it takes calls, with what its pipeline
   * said if there is just one; failed when it will never take any.
   */
  CompletableFuture<Ready> begin(WorkerUnits units);

  /** The usual duty. */
  record OnePipeline(Load load, PoolOutput output) implements WorkerDuty {
    @Override
    public Subject subject() {
      return Subject.pipeline(load.name());
    }

    @Override
    public CompletableFuture<Ready> begin(WorkerUnits units) {
      return units.load(load);
    }
  }
}
