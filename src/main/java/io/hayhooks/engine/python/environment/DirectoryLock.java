// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/** A lock between servers, held by whoever makes a directory. It ends with its process. */
final class DirectoryLock implements AutoCloseable {
  private static final long POLL_MILLIS = 200;

  private final FileChannel channel;

  private DirectoryLock(FileChannel channel) {
    this.channel = requireNonNull(channel, "channel is null");
  }

  /** Waits for the lock on {@code file}. */
  static DirectoryLock take(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      while (!tryLock(channel)) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
      return new DirectoryLock(channel);
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while another server makes " + file, e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Polls, since the JDK waits for other processes but not for other applications of this one. */
  private static boolean tryLock(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
