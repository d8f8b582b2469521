// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The files that {@code --file} and {@code --dir} name. */
final class Uploads {
  private Uploads() {}

  /** Single files first; what is hidden in a directory is left out. */
  static List<Path> of(List<Path> files, List<Path> directories) {
    List<Path> all = new ArrayList<>();
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new FailedException("File %s does not exist".formatted(file));
      }
      all.add(file);
    }
    for (Path directory : directories) {
      if (!Files.isDirectory(directory)) {
        throw new FailedException("Directory %s does not exist".formatted(directory));
      }
      all.addAll(new PipelineDirectory(directory, List.of()).files().stream().sorted().toList());
    }
    return all;
  }

  static long size(List<Path> files) {
    long size = 0;
    for (Path file : files) {
      try {
        size += Files.size(file);
      } catch (IOException e) {
        throw new FailedException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
      }
    }
    return size;
  }
}
