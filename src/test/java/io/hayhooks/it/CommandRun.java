// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * One run of {@code target/hayhooks}, the command that the build makes: how it ended, and what it
 * wrote.
 */
record CommandRun(int status, String out, String err) {
  static final Path COMMAND = TestPaths.TARGET.resolve("hayhooks");

  /** What every run sees. */
  static Map<String, String> environment(ServerProcess server) {
    return Map.of(
        "HAYHOOKS_PORT", Integer.toString(server.port()),
        "XDG_CACHE_HOME", TestPaths.TARGET.resolve("cache").toString());
  }

  /** A process that talks to the server. */
  static ProcessBuilder builder(ServerProcess server, String... arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Stream.concat(Stream.of(COMMAND.toString()), Stream.of(arguments)).toList());
    builder.environment().putAll(environment(server));
    return builder;
  }

  /** Runs a command to its end without anything to read. */
  static CommandRun of(ServerProcess server, String... arguments) {
    return run(server, "", arguments);
  }

  /** Runs a command to its end with {@code input} to read. */
  static CommandRun reading(ServerProcess server, String input, List<String> arguments) {
    return run(server, input, arguments.toArray(String[]::new));
  }

  private static CommandRun run(ServerProcess server, String input, String... arguments) {
    try {
      Path in = Files.writeString(Files.createTempFile("command-", ".in"), input);
      Path err = Files.createTempFile("command-", ".err");
      Process process =
          builder(server, arguments).redirectInput(in.toFile()).redirectError(err.toFile()).start();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(1, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("%s does not end".formatted(List.of(arguments)));
      }
      CommandRun run = new CommandRun(process.exitValue(), out, Files.readString(err));
      Files.delete(in);
      Files.delete(err);
      return run;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
