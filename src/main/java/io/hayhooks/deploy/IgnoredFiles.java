// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;

/** The names that are not read from the pipelines directory: build products, by pattern. */
final class IgnoredFiles {
  private final List<PathMatcher> patterns;

  IgnoredFiles(List<String> patterns) {
    this.patterns =
        patterns.stream()
            .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
            .toList();
  }

  /** Whether the last name of {@code path} matches a pattern. */
  boolean matches(Path path) {
    return patterns.stream().anyMatch(pattern -> pattern.matches(path.getFileName()));
  }

  /** Whether the last name of {@code path} starts with a dot. */
  static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }
}
