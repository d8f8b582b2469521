// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * A value that takes long to find out. Whoever asks while that is under way shares the outcome;
 * after a failure the next one tries anew.
 */
final class SharedOutcome<T> {
  private CompletableFuture<T> outcome; // guarded by this

  /** The value, found out by this caller unless another did or does. */
  T get(Supplier<T> supplier) {
    CompletableFuture<T> mine = new CompletableFuture<>();
    CompletableFuture<T> shared = join(mine);
    if (shared == mine) {
      settle(mine, supplier);
    }
    try {
      return shared.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private synchronized CompletableFuture<T> join(CompletableFuture<T> mine) {
    if (outcome == null) {
      outcome = mine;
    }
    return outcome;
  }

  private void settle(CompletableFuture<T> mine, Supplier<T> supplier) {
    try {
      mine.complete(supplier.get());
    } catch (RuntimeException e) { // whatever it is, those who wait must learn of it
      forget();
      mine.completeExceptionally(e);
    }
  }

  private synchronized void forget() {
    outcome = null;
  }
}
