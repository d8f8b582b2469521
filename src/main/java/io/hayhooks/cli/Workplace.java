// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The server's files, ready to be run.
 *
 * @param home what all runs share
 * @param run what is this run's own
 * @param first whether nobody has run this home before
 */
record Workplace(ServerHome home, RunDirectory run, boolean first) {

  /** Unpacks what is missing below {@code directory} and removes what nobody uses any more. */
  static Workplace prepare(Path directory) {
    if (directory.toString().contains(File.pathSeparator)) {
      throw new LaunchException(
          LaunchException.MISUSED,
          "HAYHOOKS_DATA_DIR is '%s', but must not contain '%s', which separates paths"
              .formatted(directory.getParent(), File.pathSeparator),
          null);
    }
    try (ExecutableJar jar = ExecutableJar.open()) {
      Files.createDirectories(directory);
      FileChannel lock = Directories.lock(directory);
      try {
        ServerHome home = ServerHome.of(jar, directory);
        deleteOthers(directory, home);
        boolean first = !Files.isDirectory(home.runs());
        RunDirectory run = RunDirectory.create(home.runs());
        unpackWar(jar, run);
        return new Workplace(home, run, first);
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new LaunchException(
          LaunchException.FAILED,
          "Cannot prepare the server in %s (HAYHOOKS_DATA_DIR): %s".formatted(directory, e),
          e);
    }
  }

  private static void unpackWar(ExecutableJar jar, RunDirectory run) throws IOException {
    try (InputStream war = jar.open(ExecutableJar.WAR)) {
      Directories.unpack(war, run.application());
    }
  }

  private static void deleteOthers(Path directory, ServerHome home) throws IOException {
    for (Path other : Directories.children(directory)) {
      if (!other.equals(home.directory()) && !RunDirectory.deleteUnused(other.resolve("runs"))) {
        Directories.delete(other);
      }
    }
  }
}
