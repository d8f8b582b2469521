// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.terminal;

import static java.util.Objects.requireNonNull;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** Something that moves while a command waits, on a terminal; it leaves no trace when it ends. */
public final class Spinner {
  private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
  private static final int FRAME_MILLIS = 80;

  private final Terminal terminal;
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private volatile String text;
  private int drawn; // columns; confined to the spinner's thread
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;

  private Spinner(Terminal terminal, String text) {
    this.terminal = requireNonNull(terminal, "terminal is null");
    says(text);
    thread = new Thread(this::spin, "spinner");
    thread.setDaemon(true);
  }

  /** Does something with a spinner beside it. */
  public static <T> T during(Terminal terminal, String text, Supplier<T> work) {
    return terminal.isProgressWatched()
        ? during(terminal, text, (Spinner spinner) -> work.get())
        : work.get();
  }

  /** Does something that has something to say meanwhile. */
  public static <T> T during(Terminal terminal, String text, Function<Spinner, T> work) {
    Spinner spinner = new Spinner(terminal, text);
    if (terminal.isProgressWatched()) {
      spinner.thread.start();
    }
    try {
      return work.apply(spinner);
    } finally {
      spinner.end();
    }
  }

  /** Changes the text beside the sign. */
  public void says(String newText) {
    text = TextWidth.cut(newText, terminal.progressWidth() - 2);
  }

  /** Leaves a line above the spinner. */
  public void leaves(String line) {
    lines.add(line);
  }

  private void spin() {
    try {
      int frame = 0;
      do {
        draw(FRAMES.substring(frame, frame + 1));
        frame = (frame + 1) % FRAMES.length();
      } while (!ended.await(FRAME_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      wipe();
      leaveLines();
      terminal.err().flush();
    }
  }

  private void draw(String sign) {
    String now = text;
    int columns = TextWidth.of(now) + 2;
    if (columns < drawn || !lines.isEmpty()) {
      wipe();
    }
    leaveLines();
    terminal.err().print("\r" + terminal.paintedProgress(Paint.CYAN, sign) + " " + now);
    terminal.err().flush();
    drawn = columns;
  }

  private void wipe() {
    terminal.err().print("\r" + " ".repeat(drawn) + "\r");
  }

  private void leaveLines() {
    for (String line = lines.poll(); line != null; line = lines.poll()) {
      terminal.err().println(terminal.paintedProgress(Paint.DIM, "  " + line));
    }
  }

  private void end() {
    ended.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
