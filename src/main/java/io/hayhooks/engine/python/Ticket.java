// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.engine.python.wire.Call;
import io.hayhooks.pipeline.RunStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** A call on its way through a pool, which guards it. */
final class Ticket {
  final Call call;

  /** When it came, as {@link System#nanoTime()}. */
  final long admitted = System.nanoTime();

  /** The worker that has the call; null while it waits. */
  Worker worker;

  Ticket(Call call) {
    this.call = requireNonNull(call, "call is null");
  }

  /** How the call is, at an instant on both clocks. */
  RunStatus status(String pipeline, long now, Instant clock) {
    Duration age = Duration.ofNanos(now - admitted);
    OptionalLong left = call.request().deadline().remaining(now);
    return new RunStatus(
        call.request().id(),
        pipeline,
        call.request().method(),
        state(),
        clock.minus(age),
        age,
        left.isPresent() ? Optional.of(clock.plusNanos(left.getAsLong())) : Optional.empty(),
        worker == null ? OptionalLong.empty() : OptionalLong.of(worker.pid()));
  }

  private RunStatus.State state() {
    if (call.isAbandoned() || call.result().isCompletedExceptionally()) {
      return RunStatus.State.CANCELLED;
    }
    return worker == null ? RunStatus.State.WAITING : RunStatus.State.RUNNING;
  }
}
