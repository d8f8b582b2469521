// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.File;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
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
  private final Process process;
  private final WorkerOutput output;

  private WorkerProcess(
      String label, String token, WorkerSocket socket, Process process, WorkerOutput output) {
    this.label = requireNonNull(label, "label is null");
    this.token = requireNonNull(token, "token is null");
    this.socket = requireNonNull(socket, "socket is null");
    this.process = requireNonNull(process, "process is null");
    this.output = requireNonNull(output, "output is null");
  }

  static WorkerProcess start(WorkerSpec spec, WorkerThreads threads, SocketDirectory sockets) {
    try {
      WorkerSocket socket = sockets.bind();
      try {
        return start(spec, threads, socket);
      } catch (IOException | RuntimeException e) {
        socket.close();
        throw e;
      }
    } catch (IOException e) {
      throw new ServerException(
          ErrorCode.UNAVAILABLE, "Cannot start a Python worker: " + e.getMessage(), e);
    }
  }

  private static WorkerProcess start(WorkerSpec spec, WorkerThreads threads, WorkerSocket socket)
      throws IOException {
    String label = "worker-%s-%s".formatted(spec.name(), socket.path().getFileName());
    String token = HexFormat.of().formatHex(randomBytes());
    WorkerOutput output = new WorkerOutput(spec.name());
    Process process = startProcess(spec.command(), socket, token);
    try {
      threads.start(label + "-output", () -> output.read(process.getInputStream()));
    } catch (RuntimeException e) { // no thread to watch it with
      process.destroyForcibly();
      throw e;
    }
    return new WorkerProcess(label, token, socket, process, output);
  }

  private static Process startProcess(List<String> command, WorkerSocket socket, String token)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectInput(new File("/dev/null"));
    Map<String, String> environment = builder.environment();
    environment.put("HAYHOOKS_WORKER_SOCKET", socket.path().toString());
    environment.put("HAYHOOKS_WORKER_TOKEN", token);
    environment.put("PYTHONUNBUFFERED", "1");
    return builder.start();
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
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Whether {@code claimed} is what only this process can know; takes the same time if not. */
  boolean isToken(String claimed) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8), claimed.getBytes(StandardCharsets.UTF_8));
  }

  /** Waits for the process to connect; it cannot do so twice. */
  SocketChannel accept() throws IOException {
    try (socket) {
      return socket.accept();
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
    var unused = process.onExit().thenRun(action);
  }

  /** Kills the process and those it started. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /** Waits for the end, kills the process if it takes longer than {@code grace}; says how. */
  String awaitExit(Duration grace) {
    try {
      if (!process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        kill();
        if (!process.waitFor(KILL_GRACE_SECONDS, TimeUnit.SECONDS)) {
          return "does not die";
        }
        return "closed its connection and was killed";
      }
      return new ProcessEnd(process.exitValue()).toString();
    } catch (InterruptedException e) {
      kill();
      return "was killed as the server stops";
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
