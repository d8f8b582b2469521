// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import io.hayhooks.pipeline.PipelineFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Directories as maps from relative path to text. */
final class Trees {
  private static final String LOCK = ".hayhooks/lock";

  private Trees() {}

  static PipelineFiles files(String... pathsAndTexts) {
    Map<String, String> texts = new TreeMap<>();
    for (int i = 0; i < pathsAndTexts.length; i += 2) {
      texts.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
    }
    return PipelineFiles.ofTexts(texts);
  }

  static void write(Path directory, String... pathsAndTexts) {
    try {
      for (int i = 0; i < pathsAndTexts.length; i += 2) {
        Path file = directory.resolve(pathsAndTexts[i]);
        Files.createDirectories(file.getParent());
        Files.writeString(file, pathsAndTexts[i + 1]);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Everything below a directory but the store's lock; a link's text is an arrow and its target.
   */
  static SortedMap<String, String> read(Path directory) {
    SortedMap<String, String> tree = new TreeMap<>();
    if (!Files.exists(directory)) {
      return tree;
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.toList()) {
        String name = directory.relativize(path).toString();
        if (name.endsWith(LOCK)) {
          continue;
        }
        if (Files.isSymbolicLink(path)) {
          tree.put(name, "-> " + Files.readSymbolicLink(path));
        } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          tree.put(name, Files.readString(path));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tree;
  }
}
