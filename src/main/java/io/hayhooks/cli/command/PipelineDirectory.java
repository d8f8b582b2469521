// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A directory of a pipeline's files: text, but nothing hidden and no build products. */
final class PipelineDirectory {
  private final Path directory;
  private final List<PathMatcher> ignored;

  PipelineDirectory(Path directory, List<String> ignored) {
    this.directory = requireNonNull(directory, "directory is null");
    this.ignored =
        ignored.stream()
            .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
            .toList();
  }

  /**
   * The files by their relative paths.
   *
   * @param skipped hears of files that are no text
   */
  Map<String, String> read(Consumer<Path> skipped) {
    Map<String, String> files = new TreeMap<>();
    for (Path file : files()) {
      try {
        String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
        files.put(name, Files.readString(file));
      } catch (CharacterCodingException e) {
        skipped.accept(file);
      } catch (NoSuchFileException e) {
        // An editor was faster.
      } catch (IOException e) {
        throw new FailedException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
      }
    }
    return files;
  }

  /** The paths of all files that count, without looking into them. */
  List<Path> files() {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(directory, new Visitor(files));
    } catch (IOException e) {
      throw new FailedException("%s cannot be read: %s".formatted(directory, e.getMessage()), e);
    }
    return files;
  }

  private boolean isSkipped(Path path) {
    Path name = path.getFileName();
    return name.toString().startsWith(".") || ignored.stream().anyMatch(one -> one.matches(name));
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    private final List<Path> files;

    private Visitor(List<Path> files) {
      this.files = files;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
      return !path.equals(directory) && isSkipped(path)
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (Files.isRegularFile(file) && !isSkipped(file)) {
        files.add(file);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (e instanceof NoSuchFileException && !file.equals(directory)) {
        return FileVisitResult.CONTINUE;
      }
      throw e;
    }
  }
}
