// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Says that a server uses an environment: a locked file beside it, which counts as long as its
 * process lives.
 */
final class EnvironmentUse implements AutoCloseable {
  private static final String MARK = ".used-by-";

  private final Path file;
  private final FileChannel lock;

  private EnvironmentUse(Path file, FileChannel lock) {
    this.file = requireNonNull(file, "file is null");
    this.lock = requireNonNull(lock, "lock is null");
  }

  static EnvironmentUse of(Path environment) throws IOException {
    Path file =
        environment.resolveSibling(
            environment.getFileName() + MARK + virtualMachine() + UUID.randomUUID());
    FileChannel lock =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      tryLock(lock);
      return new EnvironmentUse(file, lock);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  /** Whether a living server uses an environment; what dead ones left is deleted. */
  static boolean isUsed(Path environment) throws IOException {
    List<Path> files;
    try (Stream<Path> entries = Files.list(environment.getParent())) {
      String prefix = environment.getFileName() + MARK;
      files = entries.filter(path -> path.getFileName().toString().startsWith(prefix)).toList();
    }
    boolean used = false;
    for (Path file : files) {
      used |= isAlive(file);
    }
    return used;
  }

  /**
   * Locks belong to the whole virtual machine, and closing any channel of a locked file gives the
   * lock up; so files of this one must not even be tried.
   */
  private static boolean isAlive(Path file) throws IOException {
    if (file.getFileName().toString().contains(MARK + virtualMachine())) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      if (!tryLock(channel)) {
        return true;
      }
      Files.deleteIfExists(file);
      return false;
    }
  }

  private static boolean tryLock(FileChannel channel) throws IOException {
    FileLock lock = channel.tryLock(); // given up when the channel is closed
    return lock != null;
  }

  private static String virtualMachine() {
    RuntimeMXBean machine = ManagementFactory.getRuntimeMXBean();
    return "%d-%d-".formatted(machine.getPid(), machine.getStartTime());
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      Files.deleteIfExists(file);
    }
  }
}
