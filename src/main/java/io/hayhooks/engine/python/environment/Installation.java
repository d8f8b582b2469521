// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The programs that make one environment, one after the other, until one fails or it is stopped.
 */
final class Installation {
  private static final Logger LOGGER = Logger.getLogger(Installation.class.getName());
  private static final int LINES_KEPT = 60;
  private static final int LONGEST_LINE = 2000;

  private final String name;
  private final Consumer<String> told;
  private Command running; // guarded by this
  private String stopped; // why; guarded by this

  /** One that has not begun; the log shows whose it is, and {@code told} gets every line. */
  Installation(String name, Consumer<String> told) {
    this.name = requireNonNull(name, "name is null");
    this.told = requireNonNull(told, "told is null");
  }

  /**
   * Runs a program in a directory, with variables besides those of the server.
   *
   * @throws InstallationException with the last lines of what it printed, when it failed
   */
  void run(List<String> words, Path directory, Map<String, String> environment) {
    Deque<String> lines = new ArrayDeque<>();
    int status;
    try {
      status = begin(words, directory, environment).follow(line -> note(line, lines));
    } catch (IOException | UncheckedIOException e) {
      throw new InstallationException(reason("it could not be run: " + e.getMessage()), lines, e);
    } catch (InterruptedException e) {
      stop("it was interrupted");
      Thread.currentThread().interrupt();
      throw new InstallationException("it was interrupted", lines, e);
    } finally {
      end();
    }
    if (status != 0) {
      throw new InstallationException(
          reason("%s ended with status %d".formatted(program(words), status)), lines, null);
    }
  }

  private static String program(List<String> words) {
    int module = words.indexOf("-m") + 1;
    return Path.of(words.get(module)).getFileName().toString();
  }

  /** Ends the running program; none starts any more. */
  synchronized void stop(String reason) {
    if (stopped == null) {
      stopped = reason;
    }
    if (running != null) {
      running.kill();
    }
  }

  private synchronized Command begin(
      List<String> words, Path directory, Map<String, String> environment) throws IOException {
    if (stopped != null) {
      throw new IOException(stopped);
    }
    running = Command.start(words, directory, environment);
    return running;
  }

  private synchronized void end() {
    running = null;
  }

  private synchronized String reason(String otherwise) {
    return stopped == null ? otherwise : stopped;
  }

  private void note(String line, Deque<String> lines) {
    String text = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
    LOGGER.log(isMilestone(text) ? Level.INFO : Level.FINE, () -> "[" + name + "] " + text.strip());
    told.accept(text);
    if (lines.size() == LINES_KEPT) {
      lines.removeFirst();
    }
    lines.addLast(text);
  }

  /** Of all that uv and pip say, what shows how far they are, and what went wrong. */
  private static boolean isMilestone(String line) {
    return List.of("Resolved", "Prepared", "Installed", "Installing", "Downloading", "Building")
            .stream()
            .anyMatch(line.strip()::startsWith)
        || line.regionMatches(true, 0, "error", 0, 5)
        || line.regionMatches(true, 0, "warning", 0, 7);
  }
}
