// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.terminal;

import static java.util.Objects.requireNonNull;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where a command's lines go, and how they may look there. */
public final class Terminal {
  private final PrintStream out;
  private final PrintStream err;
  private final Surroundings surroundings;

  /** Writes to any two streams: for tests and for commands that collect output. */
  public Terminal(PrintStream out, PrintStream err, Surroundings surroundings) {
    this.out = requireNonNull(out, "out is null");
    this.err = requireNonNull(err, "err is null");
    this.surroundings = requireNonNull(surroundings, "surroundings is null");
  }

  /** This process's own. Text is UTF-8 whatever the locale says: pipelines' answers are. */
  public static Terminal ofProcess() {
    return new Terminal(
        stream(FileDescriptor.out), stream(FileDescriptor.err), Surroundings.ofProcess());
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** Standard output, for results. */
  public PrintStream out() {
    return out;
  }

  /** Standard error. */
  public PrintStream err() {
    return err;
  }

  /** Whether somebody looks at standard output. */
  public boolean isWatched() {
    return surroundings.out();
  }

  /** Whether somebody looks at standard error, where spinners and bars move. */
  public boolean isProgressWatched() {
    return surroundings.err();
  }

  /** Whether somebody types and looks. */
  public boolean isConversation() {
    return surroundings.in() && surroundings.out();
  }

  /** Whether all that is shown may have colours. */
  public boolean isColourful() {
    return surroundings.out() && surroundings.err() && surroundings.colours();
  }

  /** Columns of standard output; as many as a line needs when nobody looks. */
  public int width() {
    return surroundings.out() ? surroundings.width() : Integer.MAX_VALUE;
  }

  /** Columns of standard error. */
  public int progressWidth() {
    return surroundings.width();
  }

  /** A line of the result. */
  public void line(String text) {
    out.println(text);
  }

  /** Tells that something is done. */
  public void success(String text) {
    out.println(painted(Paint.GREEN, "✔ ") + text);
  }

  /** Tells what the user should know, beside the result. */
  public void warning(String text) {
    err.println(paintedProgress(Paint.YELLOW, "! ") + text);
  }

  /** Tells what went wrong. */
  public void error(String text) {
    err.println(paintedProgress(Paint.RED, "✘ Error: ") + text);
  }

  /** Text for standard output in a colour, where colours are wanted. */
  public String painted(Paint paint, String text) {
    return surroundings.out() && surroundings.colours() ? paint.of(text) : text;
  }

  /** Text for standard error in a colour, where colours are wanted. */
  public String paintedProgress(Paint paint, String text) {
    return surroundings.err() && surroundings.colours() ? paint.of(text) : text;
  }
}
