// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.terminal;

import static java.util.Objects.requireNonNull;

import java.util.function.LongConsumer;

/** How much of something is done, in bytes, on a terminal; confined to one thread. */
public final class ProgressBar implements LongConsumer {
  private static final int LENGTH = 30;
  private static final long REDRAW_NANOS = 50_000_000;

  private final Terminal terminal;
  private final String text;
  private final long total;
  private final long start = System.nanoTime();
  private long done;
  private long drawnAt;
  private boolean drawn;

  public ProgressBar(Terminal terminal, String text, long total) {
    this.terminal = requireNonNull(terminal, "terminal is null");
    this.text = requireNonNull(text, "text is null");
    this.total = total;
  }

  /** Takes note that so many bytes more are done. */
  @Override
  public void accept(long bytes) {
    done += bytes;
    boolean complete = done >= total;
    long now = System.nanoTime();
    if (terminal.isProgressWatched() && (!drawn || complete || now - drawnAt > REDRAW_NANOS)) {
      drawnAt = now;
      drawn = true;
      terminal.err().print("\r" + line(now - start) + (complete ? "\n" : ""));
      terminal.err().flush();
    }
  }

  String line(long nanos) {
    int filled = total == 0 ? LENGTH : (int) (LENGTH * Math.min(done, total) / total);
    String bar =
        terminal.paintedProgress(Paint.GREEN, "━".repeat(filled))
            + terminal.paintedProgress(Paint.DIM, "─".repeat(LENGTH - filled));
    long percent = total == 0 ? 100 : 100 * Math.min(done, total) / total;
    long perSecond = (long) (done / Math.max(nanos / 1e9, 0.001));
    return "%s %s %3d%% · %s of %s · %s/s"
        .formatted(text, bar, percent, Sizes.text(done), Sizes.text(total), Sizes.text(perSecond));
  }
}
