// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.hayhooks.pipeline.PipelineContent;
import io.hayhooks.pipeline.PipelineFiles;
import io.hayhooks.pipeline.PipelineYaml;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.function.Predicate;

/** Where the files of a revision come from. */
interface FileSource {
  /** Writes them below {@code target}, an empty directory. */
  void writeTo(Path target) throws IOException;

  /** What a client sent. */
  static FileSource of(PipelineContent content) {
    if (content instanceof PipelineYaml yaml) {
      return target -> write(yaml, target);
    }
    PipelineFiles files = (PipelineFiles) content;
    return target -> {
      for (String path : files.paths()) {
        write(target.resolve(path), files.content(path));
      }
    };
  }

  /** A YAML file as it is kept. */
  static FileSource ofYaml(Path file) {
    return target -> write(PipelineYaml.parse(Files.readAllBytes(file)), target);
  }

  private static void write(PipelineYaml yaml, Path target) throws IOException {
    write(target.resolve(PipelineYaml.SOURCE), yaml.source());
    if (yaml.options().isPresent()) {
      write(target.resolve(PipelineYaml.OPTIONS), UTF_8.encode(yaml.options().get()));
    }
  }

  private static void write(Path file, ByteBuffer content) throws IOException {
    Files.createDirectories(file.getParent());
    try (WritableByteChannel channel =
        Files.newByteChannel(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      channel.write(content);
    }
  }

  /**
   * What stands in a directory, except hidden files and ignored ones. Links are followed, as a
   * mounted configuration consists of them; what is neither file nor directory is left out, since
   * reading a pipe would never end.
   */
  static FileSource of(Path directory, IgnoredFiles ignored) {
    return target ->
        Files.walkFileTree(
            directory,
            EnumSet.of(FileVisitOption.FOLLOW_LINKS),
            Integer.MAX_VALUE,
            new Copy(
                directory, target, path -> IgnoredFiles.isHidden(path) || ignored.matches(path)));
  }

  /** What stands in a directory of our own. */
  static FileSource ofAll(Path directory) {
    return target -> Files.walkFileTree(directory, new Copy(directory, target, path -> false));
  }

  /** Copies what it visits. */
  final class Copy extends SimpleFileVisitor<Path> {
    private final Path source;
    private final Path target;
    private final Predicate<Path> skipped;

    private Copy(Path source, Path target, Predicate<Path> skipped) {
      this.source = source;
      this.target = target;
      this.skipped = skipped;
    }

    private boolean skips(Path path) {
      return !path.equals(source) && skipped.test(path);
    }

    @Override
    public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
        throws IOException {
      if (skips(path)) {
        return FileVisitResult.SKIP_SUBTREE;
      }
      Files.createDirectories(target.resolve(source.relativize(path)));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
      if (attributes.isRegularFile() && !skips(path)) {
        Files.copy(path, target.resolve(source.relativize(path)));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
      if (failure instanceof FileSystemLoopException || skips(path)) {
        return FileVisitResult.CONTINUE;
      }
      throw failure;
    }
  }
}
