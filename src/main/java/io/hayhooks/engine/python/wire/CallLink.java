// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

/** What a call needs of the connection that carries it. */
interface CallLink {
  /** Runs {@code task} where the call's state is confined to, after what was asked for before. */
  void execute(Runnable task);

  /** Lets the worker send further chunks. */
  void credit(int chunks);

  /**
   * Tells the worker that the answer is not wanted, and ignores what still comes of it; again has
   * no effect.
   */
  void cancel();
}
