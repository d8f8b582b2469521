// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/**
 * A shell script that passes for Python: it says what it is told to when asked about itself, {@code
 * -I -m venv} copies it, and {@code -I -m pip} leaves a line in the file {@code pip.log} beside the
 * first copy. For it there is no uv.
 */
final class FakePython {
  private static final String SCRIPT =
      """
      #!/bin/sh
      case "$3" in
        venv)
          echo "venv made"
          mkdir -p "$4/bin"
          cp "$0" "$4/bin/python"
          ;;
        pip)
          case "$*" in *uv==*) echo "ERROR: No matching distribution found for uv"; exit 1;; esac
          sleep 0.2
          echo "$@" >> '%2$s/pip.log'
          echo "Collecting haystack-ai"
          test ! -e '%2$s/fail' || { echo "ERROR: no network"; exit 2; }
          ;;
        *)
          echo "%1$s"
          ;;
      esac
      """;

  private final Path directory;

  FakePython(Path directory) {
    this.directory = directory;
  }

  /** Puts one there. */
  void install(String name, String answer) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, SCRIPT.formatted(answer, directory));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Makes pip fail from now on, or no longer. */
  void failPip(boolean fail) throws IOException {
    if (fail) {
      Files.createFile(directory.resolve("fail"));
    } else {
      Files.delete(directory.resolve("fail"));
    }
  }

  /** What pip was told, by run. */
  List<String> pipLines() throws IOException {
    Path log = directory.resolve("pip.log");
    return Files.exists(log) ? Files.readAllLines(log) : List.of();
  }

  /** How often pip ran. */
  int pipRuns() throws IOException {
    return pipLines().size();
  }
}
