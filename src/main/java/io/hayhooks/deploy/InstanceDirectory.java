// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * A directory that belongs to one running server. A locked file beside it says that its server
 * lives; the directories of dead servers are deleted when a new one starts.
 */
public final class InstanceDirectory implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(InstanceDirectory.class.getName());
  private static final String LOCK = ".lock";

  private final Path path;
  private final Path lockFile;
  private final FileChannel lock;

  private InstanceDirectory(Path path, Path lockFile, FileChannel lock) {
    this.path = path;
    this.lockFile = lockFile;
    this.lock = lock;
  }

  /** Makes a new one in {@code parent} and clears away those of dead servers. */
  public static InstanceDirectory open(Path parent) throws IOException {
    Files.createDirectories(parent);
    clean(parent);
    String id = virtualMachine() + UUID.randomUUID();
    Path lockFile = parent.resolve(id + LOCK);
    FileChannel lock =
        FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      tryLock(lock);
      Path path = Files.createDirectory(parent.resolve(id));
      return new InstanceDirectory(path, lockFile, lock);
    } catch (IOException e) {
      lock.close();
      throw e;
    }
  }

  public Path path() {
    return path;
  }

  /** Lets nobody else look into {@code directory}; pipelines run as the same user. */
  public static void keepPrivate(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }

  @Override
  public void close() throws IOException {
    try (lock) {
      new Disk().deleteTree(path);
      Files.deleteIfExists(lockFile);
    }
  }

  private static void clean(Path parent) {
    List<Path> lockFiles;
    try (Stream<Path> entries = Files.list(parent)) {
      lockFiles = entries.filter(InstanceDirectory::isForeignLock).toList();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Leftovers in %s could not be deleted".formatted(parent), e);
      return;
    }
    lockFiles.forEach(InstanceDirectory::deleteIfDead);
  }

  /**
   * Locks belong to the whole virtual machine, and closing any channel of a locked file gives the
   * lock up; so those of applications beside this one must not even be tried.
   */
  private static boolean isForeignLock(Path entry) {
    String name = entry.getFileName().toString();
    return name.endsWith(LOCK) && !name.startsWith(virtualMachine());
  }

  private static void deleteIfDead(Path lockFile) {
    try (FileChannel lock = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
      if (tryLock(lock)) {
        String name = lockFile.getFileName().toString();
        String directory = name.substring(0, name.length() - LOCK.length());
        new Disk().deleteTree(lockFile.resolveSibling(directory));
        Files.deleteIfExists(lockFile);
      }
    } catch (IOException e) {
      LOG.log(Level.WARNING, "Leftovers of %s could not be deleted".formatted(lockFile), e);
    }
  }

  /** The lock is given up when its channel is closed, also by the death of the server. */
  private static boolean tryLock(FileChannel channel) throws IOException {
    FileLock lock = channel.tryLock();
    return lock != null;
  }

  private static String virtualMachine() {
    RuntimeMXBean machine = ManagementFactory.getRuntimeMXBean();
    return "%d-%d-".formatted(machine.getPid(), machine.getStartTime());
  }
}
