// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.TreeSet;

/** Tells by names, sizes and times whether files have changed, without reading them. */
final class FileState {
  private FileState() {}

  /** Of a file, or of all files below a directory but hidden and ignored ones. */
  static String of(Path root, IgnoredFiles ignored) throws IOException {
    TreeSet<String> states = new TreeSet<>();
    Files.walkFileTree(
        root,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          private boolean skips(Path path) {
            return !path.equals(root) && (IgnoredFiles.isHidden(path) || ignored.matches(path));
          }

          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            return skips(path) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
            if (!skips(path)) {
              states.add(
                  "%s %s %d".formatted(path, attributes.lastModifiedTime(), attributes.size()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException failure) {
            return FileVisitResult.CONTINUE; // gone meanwhile, or a link into nothing
          }
        });
    return String.join("\n", states);
  }
}
