// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * The steps by which the store changes the disk, one method each. Tests replace it to let the power
 * fail between any two of them.
 */
class Disk {
  private static final Duration LONGEST_STAGING = Duration.ofHours(1);

  void createDirectories(Path directory) throws IOException {
    Files.createDirectories(directory);
  }

  /** Writes a file that must not exist yet, down to the medium. */
  void write(Path file, ByteBuffer content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
    }
  }

  /** Copies one file or link as it is; directories come without their entries. */
  void copy(Path source, Path target) throws IOException {
    Files.copy(source, target, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.COPY_ATTRIBUTES);
    if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)) {
      sync(target);
    }
  }

  /** Renames in one step or not at all. */
  void move(Path source, Path target) throws IOException {
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
  }

  void delete(Path path) throws IOException {
    Files.deleteIfExists(path);
  }

  /** Makes a file, or the entries of a directory, survive a loss of power. */
  void sync(Path path) throws IOException {
    if (isWindows()) {
      return; // no directory can be opened there, and renames are journaled
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static boolean isWindows() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
  }

  /** Whether what was being prepared cannot be going on, in whatever server it was. */
  boolean isLeftover(Path staged) throws IOException {
    Instant changed = Files.getLastModifiedTime(staged, LinkOption.NOFOLLOW_LINKS).toInstant();
    return changed.isBefore(Instant.now().minus(LONGEST_STAGING));
  }

  /** Deletes a file, a link (not what it points to) or a whole directory. */
  final void deleteTree(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException failure)
              throws IOException {
            if (failure instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // somebody else was faster
            }
            throw failure;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Copies a file or a whole tree as it is, links as links, down to the medium. */
  final void copyTree(Path root, Path target) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            copy(directory, target.resolve(root.relativize(directory)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            copy(file, file.equals(root) ? target : target.resolve(root.relativize(file)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            sync(target.resolve(root.relativize(directory)));
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
