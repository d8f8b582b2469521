// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.BundledFiles;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The managed environment with what every pipeline needs, in the data directory. A virtual
 * environment cannot be moved, so it is made where it stays; a marker written last tells a whole
 * one from one whose making was cut short.
 */
final class BaseEnvironment implements AutoCloseable {
  private static final Logger LOGGER = Logger.getLogger(BaseEnvironment.class.getName());
  private static final String MARKER = ".complete";
  private static final int LINES_SHOWN = 15;

  private final Path environments;
  private final BundledFiles bundle;
  private final Interpreters interpreters;
  private volatile Command running;
  private volatile boolean closed;

  BaseEnvironment(Path dataDirectory, BundledFiles bundle, Interpreters interpreters) {
    environments = requireNonNull(dataDirectory, "dataDirectory is null").resolve("environments");
    this.bundle = requireNonNull(bundle, "bundle is null");
    this.interpreters = requireNonNull(interpreters, "interpreters is null");
  }

  /** The interpreter of the environment, which is made if it is not there. */
  Path interpreter() {
    Interpreter python = interpreters.find();
    String hash = EnvironmentHash.of(bundle.read("requirements.txt"), python.version());
    Path directory = environments.resolve(hash);
    if (!isComplete(directory)) {
      try {
        makeAlone(directory, python);
      } catch (IOException e) {
        throw new ServerException(
            ErrorCode.UNAVAILABLE, "Cannot make a Python environment: " + e.getMessage(), e);
      }
    }
    return interpreter(directory);
  }

  private static Path interpreter(Path directory) {
    return directory.resolve("bin").resolve("python");
  }

  /** Also false when the Python that it was made with is gone. */
  private static boolean isComplete(Path directory) {
    return Files.exists(directory.resolve(MARKER)) && Files.isExecutable(interpreter(directory));
  }

  private void makeAlone(Path directory, Interpreter python) throws IOException {
    Files.createDirectories(environments);
    DirectoryLock lock =
        DirectoryLock.take(environments.resolve(directory.getFileName() + ".lock"));
    try {
      if (!isComplete(directory)) { // else another server made it while this one waited
        make(directory, python);
      }
    } finally {
      lock.close();
    }
  }

  private void make(Path directory, Interpreter python) throws IOException {
    LOGGER.info(
        "Making a Python %s environment for pipelines in %s; this takes a minute, once"
            .formatted(python.version(), directory));
    DirectoryTree.delete(directory);
    run(List.of(python.path().toString(), "-I", "-m", "venv", directory.toString()));
    Path requirements = directory.resolve("requirements.txt");
    Files.write(requirements, bundle.read("requirements.txt"));
    run(
        List.of(
            interpreter(directory).toString(),
            "-I", // neither the working directory nor PYTHONPATH has a say
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--no-input",
            "--progress-bar",
            "off",
            "-r",
            requirements.toString()));
    Files.createFile(directory.resolve(MARKER));
    LOGGER.info("The Python environment is ready");
  }

  private void run(List<String> words) throws IOException {
    Deque<String> lines = new ArrayDeque<>();
    Command command = Command.start(words);
    running = command;
    int status;
    try {
      if (closed) {
        command.kill();
      }
      status = command.follow(line -> note(line, lines));
    } catch (InterruptedException e) {
      command.kill();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      running = null;
    }
    if (status != 0) {
      throw new ServerException(
          ErrorCode.UNAVAILABLE,
          "Cannot make a Python environment: '%s' ended with status %d:\n%s\n%s"
              .formatted(
                  words.get(3),
                  status,
                  String.join("\n", lines),
                  "Make one yourself with haystack-ai, fastapi and python-multipart, and set"
                      + " HAYHOOKS_PYTHON to its interpreter, if this cannot be mended."));
    }
  }

  private static void note(String line, Deque<String> lines) {
    LOGGER.log(
        isMilestone(line) ? Level.INFO : Level.FINE,
        () -> "[python environment] " + line.replaceFirst(" \\(from -r .*", ""));
    if (lines.size() == LINES_SHOWN) {
      lines.removeFirst();
    }
    lines.addLast(line);
  }

  /** Of all that pip says, what shows how far it is: what was asked for, and what went wrong. */
  private static boolean isMilestone(String line) {
    return line.startsWith("Installing")
        || line.startsWith("ERROR")
        || line.startsWith("WARNING")
        || (line.startsWith("Collecting") && line.contains("(from -r "));
  }

  @Override
  public void close() {
    closed = true;
    Command command = running;
    if (command != null) {
      command.kill();
    }
  }
}
