// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What a worker prints: every line goes to the log with the pipeline's name, the last ones are kept
 * for error messages. The user's code decides what comes, so a line has a largest length here.
 */
final class WorkerOutput {
  private static final Logger LOGGER = Logger.getLogger(WorkerOutput.class.getName());
  private static final int MAX_LINES = 50;
  private static final int MAX_LINE_LENGTH = 2000;

  private final String name;
  private final Logger log;
  private final Consumer<String> listener;
  private final Deque<String> lines = new ArrayDeque<>(); // guarded by itself
  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * Makes one that is still to be read.
   *
   * @param listener hears every line
   */
  WorkerOutput(String name, Consumer<String> listener) {
    this.name = requireNonNull(name, "name is null");
    this.listener = requireNonNull(listener, "listener is null");
    log = Logger.getLogger("io.hayhooks.worker." + name);
  }

  /** Reads to the end; blocks its thread as long as somebody can still print. */
  void read(InputStream stream) {
    try (Reader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      StringBuilder line = new StringBuilder();
      char[] buffer = new char[8192];
      for (int count = reader.read(buffer); count >= 0; count = reader.read(buffer)) {
        for (int i = 0; i < count; i++) {
          append(line, buffer[i]);
        }
      }
      if (!line.isEmpty()) {
        add(line.toString());
      }
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "The output of a worker of " + name + " ended early", e);
    } finally {
      ended.countDown();
    }
  }

  /** The last lines, once the end is read or {@code millis} have passed. */
  String lastLines(long millis) throws InterruptedException {
    var unused = ended.await(millis, TimeUnit.MILLISECONDS);
    return lastLines();
  }

  /** The last lines so far. */
  String lastLines() {
    synchronized (lines) {
      return String.join("\n", lines);
    }
  }

  private void append(StringBuilder line, char character) {
    if (character == '\n') {
      add(line.toString());
      line.setLength(0);
    } else if (line.length() < MAX_LINE_LENGTH) {
      line.append(character);
    } else if (line.length() == MAX_LINE_LENGTH) {
      line.append('…');
    }
  }

  private void add(String text) {
    String line = text.stripTrailing();
    log.log(Level.INFO, () -> "[%s] %s".formatted(name, line));
    listener.accept(line);
    synchronized (lines) {
      if (lines.size() == MAX_LINES) {
        lines.removeFirst();
      }
      lines.addLast(line);
    }
  }
}
