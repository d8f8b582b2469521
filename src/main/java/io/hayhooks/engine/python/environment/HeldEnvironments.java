// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The environments that this server uses, and by how many. Those who ask for the same one share it;
 * a while after the last has let go of a pipeline's own one, it is removed.
 */
final class HeldEnvironments implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger(HeldEnvironments.class.getName());

  private final EnvironmentStore store;
  private final ScheduledExecutorService scheduler;
  private final Duration keep;
  private final Map<String, Hold> holds = new HashMap<>(); // guarded by this
  private boolean stopped; // guarded by this

  HeldEnvironments(EnvironmentStore store, ScheduledExecutorService scheduler, Duration keep) {
    this.store = requireNonNull(store, "store is null");
    this.scheduler = requireNonNull(scheduler, "scheduler is null");
    this.keep = requireNonNull(keep, "keep is null");
  }

  /** Blocks while the environment is made. */
  PythonEnvironment hold(EnvironmentRecipe recipe) {
    String hash = recipe.hash();
    Hold hold = join(hash);
    boolean held = false;
    try {
      hold.use(store, recipe);
      held = true;
      return new PythonEnvironment(
          store.interpreter(hash), () -> leave(hash, hold, recipe.own().isPresent()));
    } finally {
      if (!held) {
        leave(hash, hold, false);
      }
    }
  }

  private synchronized Hold join(String hash) {
    Hold hold = holds.computeIfAbsent(hash, key -> new Hold());
    hold.holders++;
    if (hold.removal != null) {
      hold.removal.cancel(false);
    }
    return hold;
  }

  private synchronized void leave(String hash, Hold hold, boolean remove) {
    hold.holders--;
    if (hold.holders > 0 || stopped || !remove) {
      return;
    }
    try {
      hold.removal =
          scheduler.schedule(() -> remove(hash, hold), keep.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException | IllegalStateException e) {
      LOGGER.log(Level.FINE, "The server stops; the environment stays for the next start", e);
    }
  }

  private void remove(String hash, Hold hold) {
    synchronized (this) {
      if (stopped || hold.holders > 0) {
        return;
      }
      holds.remove(hash);
    }
    hold.close();
    store.removeUnused(hash);
  }

  /** From now on nothing is removed. */
  synchronized void stop() {
    stopped = true;
    for (Hold hold : holds.values()) {
      if (hold.removal != null) {
        hold.removal.cancel(false);
      }
    }
  }

  /** Lets go of all; environments stay on disk for the next start. */
  @Override
  public void close() {
    stop();
    List<Hold> open;
    synchronized (this) {
      open = List.copyOf(holds.values());
      holds.clear();
    }
    open.forEach(Hold::close);
  }

  /** One environment; its counts are guarded by the outer object. */
  private static final class Hold {
    final SharedOutcome<EnvironmentUse> outcome = new SharedOutcome<>();
    private EnvironmentUse use; // guarded by this
    int holders;
    Future<?> removal;

    void use(EnvironmentStore store, EnvironmentRecipe recipe) {
      EnvironmentUse taken = outcome.get(() -> store.use(recipe));
      synchronized (this) {
        use = taken;
      }
    }

    synchronized void close() {
      if (use == null) {
        return;
      }
      try {
        use.close();
      } catch (IOException e) {
        LOGGER.log(Level.WARNING, "An environment stays marked as used until this server ends", e);
      }
    }
  }
}
