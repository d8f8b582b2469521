// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.engine.python.wire.Load;
import io.hayhooks.engine.python.wire.Ready;
import io.hayhooks.engine.python.wire.WorkerConnection;
import io.hayhooks.error.ServerException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The pipelines that one worker has loaded, or is loading, by their numbers; for any thread. */
final class WorkerUnits {
  private final WorkerConnection connection;
  private final Map<Integer, CompletableFuture<Ready>> loads = new ConcurrentHashMap<>();
  private volatile ServerException end;

  WorkerUnits(WorkerConnection connection) {
    this.connection = requireNonNull(connection, "connection is null");
  }

  /** Loads a pipeline; what was loaded before is replaced. */
  CompletableFuture<Ready> load(Load load) {
    CompletableFuture<Ready> result = new CompletableFuture<>();
    loads.put(load.unit(), result);
    var unused =
        connection
            .load(load)
            .whenComplete(
                (ready, error) -> {
                  if (error == null) {
                    result.complete(ready);
                  } else {
                    result.completeExceptionally(error);
                  }
                });
    if (end != null) {
      result.completeExceptionally(end);
    }
    return result;
  }

  /** Whether calls of the pipeline can be given to the worker. */
  boolean serves(int unit) {
    CompletableFuture<Ready> load = loads.get(unit);
    return load != null && load.isDone() && !load.isCompletedExceptionally();
  }

  /** Whether the pipeline is neither there nor on its way. */
  boolean lacks(int unit) {
    CompletableFuture<Ready> load = loads.get(unit);
    return load == null || load.isCompletedExceptionally();
  }

  /** The numbers of all that were to be loaded. */
  Set<Integer> numbers() {
    return Set.copyOf(loads.keySet());
  }

  /** Ends a load that takes too long. */
  void giveUp(int unit, ServerException reason) {
    CompletableFuture<Ready> load = loads.get(unit);
    if (load != null && load.completeExceptionally(reason)) {
      var unused = connection.unload(unit);
    }
  }

  /** Forgets a pipeline; done when the worker has, or is gone. */
  CompletableFuture<Void> unload(int unit) {
    return loads.remove(unit) == null
        ? CompletableFuture.completedFuture(null)
        : connection.unload(unit);
  }

  /** The worker is gone: nothing more will be loaded. */
  void end(ServerException reason) {
    end = reason;
    loads.values().forEach(load -> load.completeExceptionally(reason));
  }
}
