// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A program that runs to its end while somebody waits. */
public final class Command {
  private static final long ANSWER_SECONDS = 30;

  private final Process process;

  private Command(Process process) {
    this.process = requireNonNull(process, "process is null");
  }

  /** Starts a program in a directory; its output and errors come as one stream. */
  static Command start(List<String> words, Path directory, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.directory(directory.toFile()).redirectInput(new File("/dev/null"));
    return new Command(builder.start());
  }

  /** What a program prints that has little to say; empty when it fails or does not end soon. */
  public static Optional<String> answer(List<String> words) {
    Process process;
    try {
      process =
          new ProcessBuilder(words)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .redirectInput(new File("/dev/null"))
              .start();
    } catch (IOException e) {
      return Optional.empty(); // there is no such program
    }
    try {
      boolean ended = process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS);
      return ended && process.exitValue() == 0
          ? Optional.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } finally {
      process.destroyForcibly();
    }
  }

  /** Passes on every line that is printed; returns the exit status at the end. */
  int follow(Consumer<String> lines) throws IOException, InterruptedException {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      reader.lines().forEach(lines);
    }
    return process.waitFor();
  }

  /** Ends the program and those it started. */
  void kill() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
