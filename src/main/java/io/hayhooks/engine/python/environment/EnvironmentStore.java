// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

/**
 * The environments of the data directory, which several servers may share. A virtual environment
 * cannot be moved, so each is made where it stays, under a lock; a marker written last tells a
 * whole one from one whose making was cut short, and its time tells when it was last needed.
 */
final class EnvironmentStore {
  private static final Logger LOGGER = Logger.getLogger(EnvironmentStore.class.getName());
  private static final String MARKER = ".complete";

  private final Path environments;
  private final EnvironmentMaker maker;

  EnvironmentStore(Path environments, EnvironmentMaker maker) {
    this.environments = requireNonNull(environments, "environments is null");
    this.maker = requireNonNull(maker, "maker is null");
  }

  /** The interpreter of an environment. */
  Path interpreter(String hash) {
    return directory(hash).resolve("bin").resolve("python");
  }

  /** Takes an environment into use, which is made if it is not there. */
  EnvironmentUse use(EnvironmentRecipe recipe) {
    Path directory = directory(recipe.hash());
    try {
      Files.createDirectories(environments);
      DirectoryLock lock = lock(directory);
      try {
        if (!isComplete(directory)) {
          make(recipe, directory, lock);
        }
        touch(directory);
        return EnvironmentUse.of(directory);
      } finally {
        lock.close();
      }
    } catch (IOException e) {
      throw new ServerException(
          ErrorCode.UNAVAILABLE, "Cannot make a Python environment: " + e.getMessage(), e);
    }
  }

  private void make(EnvironmentRecipe recipe, Path directory, DirectoryLock lock)
      throws IOException {
    boolean made = false;
    try {
      maker.make(recipe, directory);
      made = true;
    } finally {
      if (!made) {
        lock.delete();
      }
    }
  }

  /** Deletes an environment unless a server uses it. */
  void removeUnused(String hash) {
    removeUnused(directory(hash), Instant.MAX);
  }

  /** Deletes what no server uses and none has needed since an instant. */
  void removeForgotten(Instant since) {
    List<Path> directories;
    try (Stream<Path> entries = Files.list(environments)) {
      directories = entries.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "There are no environments", e);
      return;
    }
    directories.forEach(directory -> removeUnused(directory, since));
  }

  private void removeUnused(Path directory, Instant since) {
    if (!isOlder(directory, since)) {
      return;
    }
    try (DirectoryLock lock = lock(directory)) {
      if (isOlder(directory, since) && !EnvironmentUse.isUsed(directory)) {
        Files.deleteIfExists(directory.resolve(MARKER)); // first: what is left is not whole
        DirectoryTree.delete(directory);
        lock.delete();
        LOGGER.info("Removed a Python environment that nothing uses: " + directory);
      }
    } catch (IOException e) {
      LOGGER.log(Level.WARNING, "Could not remove the environment " + directory, e);
    }
  }

  private static boolean isOlder(Path directory, Instant instant) {
    Path marker = directory.resolve(MARKER);
    try {
      Path timed = Files.exists(marker) ? marker : directory;
      return Files.getLastModifiedTime(timed).toInstant().isBefore(instant);
    } catch (IOException e) {
      return false; // it is gone
    }
  }

  private DirectoryLock lock(Path directory) throws IOException {
    return DirectoryLock.take(environments.resolve(directory.getFileName() + ".lock"));
  }

  private static void touch(Path directory) throws IOException {
    Path marker = directory.resolve(MARKER);
    if (Files.exists(marker)) {
      Files.setLastModifiedTime(marker, FileTime.from(Instant.now()));
    } else {
      Files.createFile(marker);
    }
  }

  /** Also false when the Python that it was made with is gone. */
  private boolean isComplete(Path directory) {
    return Files.exists(directory.resolve(MARKER))
        && Files.isExecutable(interpreter(directory.getFileName().toString()));
  }

  private Path directory(String hash) {
    return environments.resolve(hash);
  }
}
