// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Keeps the servers that share a pipelines directory, and the threads of each, from changing it at
 * the same time, by a lock on a file there. Where there are no such locks (a directory that cannot
 * be written, a file system without them) only threads exclude each other.
 */
final class StoreLock implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(StoreLock.class.getName());
  private static final int PAUSE_MILLIS = 5;

  private final Path file;
  private final Duration patience;
  private final ReentrantLock threads = new ReentrantLock(true);

  /** Stays open: on some systems closing it gives up the locks of all who have the file open. */
  private FileChannel channel; // guarded by threads

  private FileLock lock; // guarded by threads

  /**
   * @param file is made when it is needed
   * @param patience how long other servers may take
   */
  StoreLock(Path file, Duration patience) {
    this.file = requireNonNull(file, "file is null");
    this.patience = requireNonNull(patience, "patience is null");
  }

  /** What is done alone. */
  interface Work<T> {
    T get() throws IOException;
  }

  /** Works while no other thread and no other server does. */
  <T> T alone(Work<T> work) throws IOException {
    enter();
    try {
      return work.get();
    } finally {
      leave();
    }
  }

  /** From now on this thread is alone, until it has left as often as it has entered. */
  void enter() throws IOException {
    threads.lock();
    boolean entered = false;
    try {
      if (threads.getHoldCount() == 1) {
        lock = await();
      }
      entered = true;
    } finally {
      if (!entered) {
        threads.unlock();
      }
    }
  }

  void leave() {
    try {
      if (threads.getHoldCount() == 1 && lock != null) {
        lock.release();
      }
    } catch (IOException e) {
      LOG.log(Level.FINE, "The lock has been given up already", e);
    } finally {
      threads.unlock();
    }
  }

  /** Null where there are no locks. */
  private FileLock await() throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (isOpen()) {
      FileLock taken;
      try {
        taken = channel.tryLock();
      } catch (OverlappingFileLockException e) {
        taken = null; // another application of this virtual machine has it
      } catch (IOException e) {
        LOG.log(Level.FINE, "No locks here: " + file, e);
        return null;
      }
      if (taken != null) {
        return taken;
      }
      if (System.nanoTime() > deadline) {
        throw new IOException(
            "another server has been changing the directory for %d s"
                .formatted(patience.toSeconds()));
      }
      pause();
    }
    return null;
  }

  private boolean isOpen() {
    try {
      if (channel == null) {
        Files.createDirectories(file.getParent());
        channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      }
      return channel.isOpen();
    } catch (IOException e) {
      LOG.log(Level.FINE, "No locks here: " + file, e);
      return false;
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while another server changed the directory", e);
    }
  }

  @Override
  public void close() throws IOException {
    threads.lock();
    try {
      if (channel != null) {
        channel.close();
      }
    } finally {
      threads.unlock();
    }
  }
}
