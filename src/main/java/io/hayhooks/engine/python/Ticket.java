// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.engine.python.wire.Call;

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
}
