// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;

/**
 * The fork servers, one for each interpreter that is in use. One that nobody uses any more is kept
 * for a while, since the next deployment may want it.
 */
final class Nurseries implements AutoCloseable {
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final WorkerThreads threads;
  private final Map<List<String>, Entry> entries = new HashMap<>(); // guarded by this
  private boolean closed; // guarded by this

  Nurseries(WorkerThreads threads) {
    this.threads = requireNonNull(threads, "threads is null");
  }

  /** A starter that forks from the interpreter of {@code command}; to be closed when unused. */
  synchronized Lease lease(List<String> command) {
    Entry entry = entries.computeIfAbsent(List.copyOf(command), Entry::new);
    entry.users++;
    return new Lease(entry);
  }

  private synchronized Nursery running(Entry entry) throws IOException {
    if (closed) {
      throw new IOException("the server stops");
    }
    if (entry.nursery == null || !entry.nursery.isAlive()) {
      entry.nursery = Nursery.start(entry.command, threads);
    }
    return entry.nursery;
  }

  private synchronized void release(Entry entry) {
    entry.users--;
    if (entry.users > 0 || closed) {
      return;
    }
    try {
      var unused = threads.after(KEPT, () -> closeIfUnused(entry));
    } catch (RejectedExecutionException | IllegalStateException e) {
      entry.close(); // the server stops
    }
  }

  private synchronized void closeIfUnused(Entry entry) {
    if (entry.users == 0) {
      entries.remove(entry.command, entry);
      entry.close();
    }
  }

  /** Ends all fork servers; workers go on. */
  @Override
  public synchronized void close() {
    closed = true;
    entries.values().forEach(Entry::close);
    entries.clear();
  }

  /** One interpreter. */
  private static final class Entry {
    private final List<String> command;
    private Nursery nursery;
    private int users;

    Entry(List<String> command) {
      this.command = command;
    }

    void close() {
      if (nursery != null) {
        nursery.close();
      }
    }
  }

  /** The use of a fork server, by one pool. */
  final class Lease implements WorkerStarter, AutoCloseable {
    private final Entry entry;

    Lease(Entry entry) {
      this.entry = entry;
    }

    @Override
    public Child start(WorkerSocket socket, String token) throws IOException {
      return running(entry).start(socket, token);
    }

    @Override
    public void close() {
      release(entry);
    }
  }
}
