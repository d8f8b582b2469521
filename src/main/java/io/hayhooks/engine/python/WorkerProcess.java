// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The OS process of a worker, the socket it reports on, and what it prints. */
final class WorkerProcess {
  private static final Logger LOGGER = Logger.getLogger(WorkerProcess.class.getName());
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long KILL_GRACE_SECONDS = 5;

  private final String label;
  private final String token;
  private final WorkerSocket socket;
  private final Child child;
  private final WorkerOutput output;
  private final long oomKillsBefore = OutOfMemoryKills.count();
  private volatile boolean killed;

  private WorkerProcess(
      String label, String token, WorkerSocket socket, Child child, WorkerOutput output) {
    this.label = requireNonNull(label, "label is null");
    this.token = requireNonNull(token, "token is null");
    this.socket = requireNonNull(socket, "socket is null");
    this.child = requireNonNull(child, "child is null");
    this.output = requireNonNull(output, "output is null");
  }

  static WorkerProcess start(WorkerSpec spec, WorkerThreads threads, WorkerSockets sockets) {
    String token = HexFormat.of().formatHex(randomBytes());
    try {
      WorkerSocket socket = sockets.bind(token);
      try {
        return start(spec, threads, socket, token);
      } catch (IOException | RuntimeException e) {
        socket.close();
        throw e;
      }
    } catch (IOException e) {
      throw new ServerException(
          ErrorCode.UNAVAILABLE, "Cannot start a Python worker: " + e.getMessage(), e);
    }
  }

  private static WorkerProcess start(
      WorkerSpec spec, WorkerThreads threads, WorkerSocket socket, String token)
      throws IOException {
    String label = "worker-%s-%s".formatted(spec.name(), socket.name());
    Child child = spec.starter().start(socket, token);
    PoolOutput lines = spec.duty().output();
    WorkerOutput output = new WorkerOutput(spec.name(), line -> lines.add(child.pid(), line));
    WorkerProcess process = new WorkerProcess(label, token, socket, child, output);
    try {
      Optional<InputStream> printed = child.output();
      if (printed.isPresent()) {
        process.read(printed.get(), threads);
      }
    } catch (IOException | RuntimeException e) { // no thread to watch it with
      child.kill();
      throw e;
    }
    return process;
  }

  private void read(InputStream printed, WorkerThreads threads) {
    threads.start(label + "-output", () -> output.read(printed));
  }

  private static byte[] randomBytes() {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  /** A name for logs and threads: {@code worker-<pipeline>-<number>}. */
  String label() {
    return label;
  }

  long pid() {
    return child.pid();
  }

  boolean isAlive() {
    return !child.exit().isDone();
  }

  /** Whether {@code claimed} is what only this process can know; takes the same time if not. */
  boolean isToken(String claimed) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), claimed.getBytes(StandardCharsets.UTF_8));
  }

  /** Waits for the process to connect; it cannot do so again. */
  SocketChannel accept(WorkerThreads threads) throws IOException {
    try (socket) {
      if (child.output().isEmpty()) {
        read(Channels.newInputStream(socket.accept(WorkerSocket.Purpose.OUTPUT)), threads);
      }
      return socket.accept(WorkerSocket.Purpose.LINK);
    }
  }

  void closeSocket() {
    try {
      socket.close();
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, "Cannot remove the socket of " + label, e);
    }
  }

  void onExit(Runnable action) {
    var unused = child.exit().thenRun(action);
  }

  /** Whether this server ended it. */
  boolean wasKilled() {
    return killed;
  }

  /** Kills the process and those it started. */
  void kill() {
    killed = true;
    child.kill();
  }

  /** Waits for the end, kills the process if it takes longer than {@code grace}; says how. */
  String awaitExit(Duration grace) {
    try {
      ProcessEnd end = child.exit().get(grace.toMillis(), TimeUnit.MILLISECONDS);
      boolean shortage = !killed && OutOfMemoryKills.count() > oomKillsBefore;
      return (shortage ? end.outOfMemory() : end).toString();
    } catch (TimeoutException e) {
      kill();
      return awaitDeath();
    } catch (InterruptedException e) {
      kill();
      return "was killed as the server stops";
    } catch (ExecutionException e) {
      throw new IllegalStateException("Nobody knows how " + label + " ended", e);
    }
  }

  private String awaitDeath() {
    try {
      var unused = child.exit().get(KILL_GRACE_SECONDS, TimeUnit.SECONDS);
      return "closed its connection and was killed";
    } catch (TimeoutException e) {
      return "does not die";
    } catch (InterruptedException e) {
      return "was killed as the server stops";
    } catch (ExecutionException e) {
      throw new IllegalStateException("Nobody knows how " + label + " ended", e);
    }
  }

  /** What was printed last, complete unless a process it left behind can still print. */
  String lastLines(long millis) {
    try {
      return output.lastLines(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return output.lastLines();
    }
  }
}
