// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.terminal;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Something that moves while a command waits, on a terminal; it leaves no trace when it ends. */
public final class Spinner {
  private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
  private static final int FRAME_MILLIS = 80;

  private final Terminal terminal;
  private final String text;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;

  private Spinner(Terminal terminal, String text) {
    this.terminal = requireNonNull(terminal, "terminal is null");
    this.text = TextWidth.cut(text, terminal.progressWidth() - 2);
    thread = new Thread(this::spin, "spinner");
    thread.setDaemon(true);
  }

  /** Does something with a spinner beside it. */
  public static <T> T during(Terminal terminal, String text, Supplier<T> work) {
    if (!terminal.isProgressWatched()) {
      return work.get();
    }
    Spinner spinner = new Spinner(terminal, text);
    spinner.thread.start();
    try {
      return work.get();
    } finally {
      spinner.end();
    }
  }

  private void spin() {
    try {
      int frame = 0;
      do {
        String sign = FRAMES.substring(frame, frame + 1);
        terminal.err().print("\r" + terminal.paintedProgress(Paint.CYAN, sign) + " " + text);
        terminal.err().flush();
        frame = (frame + 1) % FRAMES.length();
      } while (!ended.await(FRAME_MILLIS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      terminal.err().print("\r" + " ".repeat(TextWidth.of(text) + 2) + "\r");
      terminal.err().flush();
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
