// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The files of one run of the server: its configuration and the WAR, unpacked. Every run has its
 * own, so that two servers never meet and none remembers an earlier one. It is locked while it is
 * used and deleted at the end.
 */
final class RunDirectory implements AutoCloseable {
  private final Path directory;
  private final FileChannel lock;

  private RunDirectory(Path directory, FileChannel lock) {
    this.directory = requireNonNull(directory, "directory is null");
    this.lock = requireNonNull(lock, "lock is null");
  }

  /** Makes a directory for a run, and deletes those of runs that were killed. */
  static RunDirectory create(Path runs) throws IOException {
    Files.createDirectories(runs);
    deleteUnused(runs);
    Path directory = Files.createTempDirectory(runs, "run-");
    return new RunDirectory(directory, Directories.lock(directory));
  }

  /** Deletes the runs that ended without doing so themselves; says whether others are in use. */
  static boolean deleteUnused(Path runs) throws IOException {
    boolean used = false;
    for (Path run : Directories.children(runs)) {
      if (Directories.inUse(run)) {
        used = true;
      } else {
        Directories.delete(run);
      }
    }
    return used;
  }

  /** Payara's root. */
  Path root() {
    return directory.resolve("server");
  }

  /** The unpacked WAR. */
  Path application() {
    return directory.resolve("hayhooks");
  }

  /** Where the virtual machine may write its archive of loaded classes. */
  Path archive() {
    return directory.resolve("classes.jsa");
  }

  @Override
  public void close() throws IOException {
    Directories.delete(directory);
    lock.close();
  }
}
