// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the real clients as processes of their own. */
final class Commands {
  private Commands() {}

  /** Runs a command and returns what it wrote to standard output; fails unless it exits with 0. */
  static String run(Map<String, String> environment, List<String> command) {
    try {
      Path errors = Files.createTempFile("command-", ".err");
      ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = process.waitFor();
      if (status != 0) {
        throw new AssertionError(
            "%s exited with %d\n%s\n%s"
                .formatted(command, status, output, Files.readString(errors)));
      }
      Files.delete(errors);
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Runs a Python program with the clients' interpreter. */
  static String python(String... arguments) {
    return run(
        Map.of(),
        Stream.concat(Stream.of(TestPaths.PYTHON.toString()), Arrays.stream(arguments)).toList());
  }

  /** Runs the real hayhooks' command line against a server. */
  static String cli(ServerProcess server, String... arguments) {
    return run(
        Map.of("HAYHOOKS_PORT", Integer.toString(server.port()), "COLUMNS", "200"),
        Stream.concat(Stream.of(TestPaths.REFERENCE_CLI.toString()), Arrays.stream(arguments))
            .toList());
  }
}
