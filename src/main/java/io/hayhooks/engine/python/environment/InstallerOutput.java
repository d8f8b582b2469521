// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** What an installer printed, as a client may see it. */
final class InstallerOutput {
  private static final List<String> PROGRESS =
      List.of(
          "Using Python",
          "Resolved ",
          "Prepared ",
          "Installed ",
          "Downloading ",
          "Downloaded ",
          "Building ",
          "Built ",
          "Collecting ",
          "Using cached ",
          "Uninstalled ");

  private InstallerOutput() {}

  /** Without what tells progress, and without the server's paths. */
  static String explanation(String output, Path files, Path environment) {
    String text =
        output
            .lines()
            .filter(line -> PROGRESS.stream().noneMatch(line.strip()::startsWith))
            .collect(Collectors.joining("\n"))
            .strip();
    return withoutPaths(text, files, environment);
  }

  /** The same without the server's paths. */
  static String withoutPaths(String text, Path files, Path environment) {
    return without(without(text, files, ""), environment, "<environment>/");
  }

  private static String without(String text, Path directory, String instead) {
    return text.replace(real(directory) + "/", instead)
        .replace(directory + "/", instead)
        .replace(directory.getParent() + "/", "");
  }

  private static Path real(Path directory) {
    try {
      return directory.toRealPath();
    } catch (IOException e) {
      return directory; // it was not made
    }
  }
}
