// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.engine.python.wire.Call;
import io.hayhooks.engine.python.wire.Hello;
import io.hayhooks.engine.python.wire.ProtocolException;
import io.hayhooks.engine.python.wire.Ready;
import io.hayhooks.engine.python.wire.WorkerConnection;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * One worker: an OS process and the connection it opened. A thread of its own waits for it to
 * report, serves the connection, and when that ends finds out why and fails what was in flight.
 */
final class Worker {
  private static final Logger LOGGER = Logger.getLogger(Worker.class.getName());

  /** A process that closed its connection without being asked is about to be gone. */
  private static final Duration EXIT_GRACE = Duration.ofMillis(300);

  private static final long OUTPUT_GRACE_MILLIS = 250;

  private final WorkerSpec spec;
  private final WorkerThreads threads;
  private final WorkerProcess process;
  private final WorkerLife life = new WorkerLife();
  private final WorkerUse use = new WorkerUse();
  private final CompletableFuture<Ready> ready = new CompletableFuture<>();
  private final CompletableFuture<WorkerEnd> ended = new CompletableFuture<>();
  private final AtomicReference<String> verdict = new AtomicReference<>();
  private volatile WorkerConnection connection;
  private volatile WorkerUnits units;
  private volatile Future<?> timer = CompletableFuture.completedFuture(null);
  private ServerException loadError; // confined to the worker's thread

  private Worker(WorkerSpec spec, WorkerThreads threads, WorkerProcess process) {
    this.spec = requireNonNull(spec, "spec is null");
    this.threads = requireNonNull(threads, "threads is null");
    this.process = requireNonNull(process, "process is null");
  }

  /** Starts a process and all that watches it; what becomes of it shows later. */
  static Worker start(WorkerSpec spec, WorkerThreads threads, WorkerSockets sockets) {
    WorkerProcess process = WorkerProcess.start(spec, threads, sockets);
    Worker worker = new Worker(spec, threads, process);
    threads.start(process.label(), worker::live);
    process.onExit(worker::exited);
    return worker;
  }

  WorkerState state() {
    return life.state();
  }

  boolean isReady() {
    return life.state() == WorkerState.READY;
  }

  long pid() {
    return process.pid();
  }

  /** What it was used for so far. */
  WorkerUse use() {
    return use;
  }

  /** What it has loaded; only for one that has said hello. */
  WorkerUnits units() {
    return units;
  }

  /** Done when the worker takes calls, failed when it never will. */
  CompletableFuture<Ready> ready() {
    return ready;
  }

  /** Done when the process is gone. */
  CompletionStage<WorkerEnd> ended() {
    return ended;
  }

  /** Starts a call; false, and nothing is done, when this worker takes none. */
  boolean submit(Call call) {
    if (life.state() != WorkerState.READY) {
      return false;
    }
    connection.submit(call);
    return true;
  }

  /** Asks the worker to finish its calls and end; one that is not ready has none and is killed. */
  void drain() {
    boolean serving = life.state() == WorkerState.READY;
    if (!life.become(WorkerState.DRAINING)) {
      return;
    }
    if (serving) {
      connection.stop();
    } else {
      process.kill();
    }
  }

  /** Ends the worker now. */
  void kill() {
    life.become(WorkerState.DRAINING);
    process.kill();
  }

  private void live() {
    try {
      timer = threads.after(spec.helloTimeout(), () -> expire(WorkerState.STARTING, "report"));
      connection = new WorkerConnection(process.accept(threads));
      units = new WorkerUnits(connection);
      if (!process.isAlive()) {
        connection.finish();
      }
      var unused = connection.hello().thenAccept(this::greet);
      connection.serve();
    } catch (ProtocolException e) {
      condemn("broke the protocol: " + e.getMessage());
    } catch (IOException e) {
      LOGGER.log(Level.FINE, e, () -> "The connection of %s ended".formatted(process.label()));
    } catch (RejectedExecutionException e) {
      condemn("cannot be watched as the server stops");
    } catch (RuntimeException | Error e) {
      LOGGER.log(Level.SEVERE, e, () -> "The thread of %s failed".formatted(process.label()));
      condemn("could not be served: " + e);
    } finally {
      bury();
    }
  }

  private void greet(Hello hello) {
    if (!process.isToken(hello.token())) {
      condemn("did not know its token");
    } else if (hello.protocol() != Hello.PROTOCOL) {
      condemn("speaks version %d of the worker link".formatted(hello.protocol()));
    } else if (life.become(WorkerState.LOADING)) {
      timer.cancel(false);
      timer = threads.after(spec.loadTimeout(), () -> expire(WorkerState.LOADING, "load"));
      var unused = spec.duty().begin(units).whenComplete(this::loaded);
    }
  }

  private void loaded(Ready offer, Throwable error) {
    timer.cancel(false);
    if (error == null) {
      if (life.become(WorkerState.READY)) {
        use.begin();
        ready.complete(offer);
      }
    } else if (error instanceof ServerException serverException
        && life.state() == WorkerState.LOADING) {
      loadError = serverException;
      condemn("could not load the pipeline: " + error.getMessage());
    }
  }

  private void expire(WorkerState expected, String what) {
    if (life.state() == expected) {
      Duration limit = expected == WorkerState.STARTING ? spec.helloTimeout() : spec.loadTimeout();
      condemn("did not %s within %s s".formatted(what, limit.toMillis() / 1000.0));
    }
  }

  private void condemn(String reason) {
    verdict.compareAndSet(null, reason);
    process.kill();
  }

  private void exited() {
    process.closeSocket();
    WorkerConnection open = connection;
    if (open != null) {
      open.finish();
    }
  }

  /** Finds out how the worker ended and tells everybody; the last thing its thread does. */
  private void bury() {
    WorkerState last = life.state();
    boolean asked = last == WorkerState.DRAINING;
    if (!asked) {
      life.become(WorkerState.FAILED); // now, so that no further call is sent here
    }
    String how = process.awaitExit(asked ? spec.drainTimeout().plus(EXIT_GRACE) : EXIT_GRACE);
    life.become(WorkerState.STOPPED);
    timer.cancel(false);
    process.closeSocket();
    String reason = verdict.get() == null ? how : verdict.get();
    WorkerEnd end =
        new WorkerEnd(
            "The worker of %s %s".formatted(spec.duty().subject(), reason),
            process.lastLines(OUTPUT_GRACE_MILLIS));
    ServerException error = error(last, end);
    ready.completeExceptionally(loadError == null ? error : loadError);
    if (units != null) {
      units.end(error); // first: what could not be loaded is not loaded into the next worker
    }
    ended.complete(end);
    if (connection != null) {
      connection.end(error);
    }
  }

  private ServerException died(WorkerEnd end) {
    String message = spec.showOutput() ? end.withOutput() : end.reason();
    return new ServerException(ErrorCode.WORKER_DIED, message);
  }

  private ServerException error(WorkerState last, WorkerEnd end) {
    return switch (last) {
      case STARTING -> new ServerException(ErrorCode.UNAVAILABLE, end.withOutput());
      case LOADING -> new ServerException(ErrorCode.PIPELINE_NOT_LOADABLE, end.withOutput());
      case READY, FAILED -> died(end);
      case DRAINING, STOPPED ->
          process.wasKilled() ? Unavailable.stopped(spec.duty().subject()) : died(end);
    };
  }
}
