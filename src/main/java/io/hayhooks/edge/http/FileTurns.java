// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/**
 * Turns of those who send files: apart from the streams' turns, since a disk may keep one waiting.
 */
@Singleton
public final class FileTurns {
  private final Turns turns;

  @Inject
  public FileTurns(ManagedExecutorService executor) {
    this((Executor) executor);
  }

  FileTurns(Executor executor) {
    turns = new Turns(executor);
  }

  void add(Runnable turn) {
    turns.add(turn);
  }
}
