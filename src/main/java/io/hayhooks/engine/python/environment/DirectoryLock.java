// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * A lock between servers, held by whoever makes or removes a directory. It ends with its process.
 */
final class DirectoryLock implements AutoCloseable {
  private static final long POLL_MILLIS = 200;

  private final Path file;
  private final FileChannel channel;

  private DirectoryLock(Path file, FileChannel channel) {
    this.file = requireNonNull(file, "file is null");
    this.channel = requireNonNull(channel, "channel is null");
  }

  /** Waits for the lock on {@code file}. */
  static DirectoryLock take(Path file) throws IOException {
    while (true) {
      DirectoryLock lock = takeAny(file);
      if (lock.channel.size() == 0) {
        return lock;
      }
      lock.close(); // its file was deleted meanwhile: another one has its name, or will
    }
  }

  private static DirectoryLock takeAny(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      while (!tryLock(channel)) {
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
      }
      return new DirectoryLock(file, channel);
    } catch (InterruptedException e) {
      channel.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while another server holds " + file, e);
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

  /** Deletes the file. Those who wait for it see by its length that it is no lock any more. */
  void delete() throws IOException {
    Files.deleteIfExists(file);
    channel.write(ByteBuffer.wrap(new byte[1]));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
