// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import io.hayhooks.pipeline.RunStatus;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Keeps workers for calls, and is looked after by the engine. */
interface WorkerKeeper {
  /** What has to be looked after from time to time. */
  void tick(long now);

  /** All calls that have not ended. */
  List<RunStatus> running();

  /** Ends a call as an operator wants; false when there is none of this id. */
  boolean cancel(String id);

  /** Takes no further calls and lets those in flight end. */
  CompletionStage<Void> finish();

  /** Ends all workers now. */
  void stop();

  /** Done when no process is left. */
  CompletionStage<Void> gone();
}
