// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The fork server of one interpreter: a process that has imported what most pipelines use, and
 * forks workers from itself in milliseconds. What is said on its two pipes is described in {@code
 * hayhooks/worker/nursery.py}.
 */
final class Nursery implements WorkerStarter, AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger(Nursery.class.getName());

  private final Process process;
  private final OutputStream requests;
  private final WorkerOutput errors;
  private final Map<Long, Forked> children = new HashMap<>(); // guarded by this
  private long lastId; // guarded by this
  private boolean ended; // guarded by this

  private Nursery(Process process) {
    this.process = requireNonNull(process, "process is null");
    requests = process.getOutputStream();
    errors = new WorkerOutput("fork server", line -> {});
  }

  /** Starts one; requests may come at once and are met when it is ready. */
  static Nursery start(List<String> command, WorkerThreads threads) throws IOException {
    List<String> words = new ArrayList<>(command);
    words.add("nursery");
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().put("PYTHONUNBUFFERED", "1");
    Nursery nursery = new Nursery(builder.start());
    try {
      threads.start("fork-server", nursery::listen);
      threads.start("fork-server-errors", nursery::readErrors);
    } catch (RuntimeException e) { // no thread to listen with
      nursery.process.destroyForcibly();
      throw e;
    }
    return nursery;
  }

  @Override
  public synchronized Child start(WorkerSocket socket, String token) throws IOException {
    if (ended) {
      throw new IOException("The fork server has ended" + lastErrors());
    }
    lastId++;
    Forked child = new Forked(lastId);
    children.put(lastId, child);
    try {
      say("start\t%d\t%s\t%s".formatted(lastId, socket.address(), token));
    } catch (IOException e) {
      children.remove(lastId);
      throw e;
    }
    return child;
  }

  synchronized boolean isAlive() {
    return !ended && process.isAlive();
  }

  /** Ends the fork server; workers that it forked go on. */
  @Override
  public void close() {
    try {
      requests.close();
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "The fork server did not wait to be told", e);
      process.destroyForcibly();
    }
  }

  private synchronized void say(String line) throws IOException {
    requests.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    requests.flush();
  }

  private void readErrors() {
    errors.read(process.getErrorStream());
  }

  private void listen() {
    try (BufferedReader reports = process.inputReader(StandardCharsets.UTF_8)) {
      reports.lines().forEach(line -> note(line.split("\t", -1)));
    } catch (IOException | RuntimeException e) {
      LOGGER.log(Level.FINE, "The reports of the fork server ended", e);
    } finally {
      end();
    }
  }

  private void note(String[] report) {
    if (report[0].equals("ready")) {
      return;
    }
    Forked child = child(Long.parseLong(report[1]), !report[0].equals("started"));
    if (child == null) {
      return;
    }
    switch (report[0]) {
      case "started" -> child.pid = Long.parseLong(report[2]);
      case "ended" -> child.exit.complete(ProcessEnd.ofWaitStatus(Integer.parseInt(report[2])));
      default -> child.exit.complete(ProcessEnd.notStarted(report[2]));
    }
  }

  private synchronized Forked child(long id, boolean last) {
    return last ? children.remove(id) : children.get(id);
  }

  /** The workers live on without their parent; how they end can only be guessed from now on. */
  private void end() {
    List<Forked> left;
    synchronized (this) {
      ended = true;
      left = List.copyOf(children.values());
      children.clear();
    }
    left.forEach(Forked::orphan);
  }

  private String lastErrors() {
    String lines = errors.lastLines();
    return lines.isBlank() ? "" : ". Its last output:\n" + lines;
  }

  /** A process forked on request. */
  private final class Forked implements Child {
    private final long id;
    private final CompletableFuture<ProcessEnd> exit = new CompletableFuture<>();
    private volatile long pid = -1;

    Forked(long id) {
      this.id = id;
    }

    @Override
    public long pid() {
      return pid;
    }

    @Override
    public CompletableFuture<ProcessEnd> exit() {
      return exit;
    }

    @Override
    public Optional<InputStream> output() {
      return Optional.empty();
    }

    @Override
    public void kill() {
      Optional<ProcessHandle> handle = pid < 0 ? Optional.empty() : ProcessHandle.of(pid);
      handle.ifPresent(
          found -> found.descendants().forEach(descendant -> descendant.destroyForcibly()));
      try {
        say("kill\t" + id);
      } catch (IOException e) {
        LOGGER.log(Level.FINE, "The fork server cannot kill its worker any more", e);
        handle.ifPresent(ProcessHandle::destroyForcibly);
      }
    }

    private void orphan() {
      ProcessHandle handle = pid < 0 ? null : ProcessHandle.of(pid).orElse(null);
      if (handle == null) {
        exit.complete(ProcessEnd.notStarted("the fork server ended" + lastErrors()));
      } else {
        var unused = handle.onExit().thenRun(() -> exit.complete(ProcessEnd.UNKNOWN));
      }
    }
  }
}
