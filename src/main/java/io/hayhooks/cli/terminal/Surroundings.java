// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.terminal;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What the output of this process is connected to.
 *
 * @param in whether standard input is a terminal
 * @param out whether standard output is one
 * @param err whether standard error is one
 * @param colours whether colours are wanted on a terminal
 * @param width the terminal's columns
 */
public record Surroundings(boolean in, boolean out, boolean err, boolean colours, int width) {
  /**
   * What the launcher script found, as letters {@code i}, {@code o} and {@code e} for the streams
   * that are terminals. Java itself can only tell of input and output together.
   */
  private static final String FOUND = "io.hayhooks.cli.terminals";

  private static final int DEFAULT_WIDTH = 80;
  private static final int LEAST_WIDTH = 30;

  /** Nobody looks. */
  public static final Surroundings NOBODY =
      new Surroundings(false, false, false, false, DEFAULT_WIDTH);

  static Surroundings ofProcess() {
    Map<String, String> environment = System.getenv();
    String found = System.getProperty(FOUND);
    boolean console = found == null && isConsole();
    boolean out = console || has(found, "o");
    boolean err = console || has(found, "e");
    return new Surroundings(
        console || has(found, "i"),
        out,
        err,
        coloursWanted(environment),
        out || err ? width(environment::get) : DEFAULT_WIDTH);
  }

  private static boolean has(String found, String letter) {
    return found != null && found.contains(letter);
  }

  /** From Java 22 on there is a console always; it then says whether it is a terminal. */
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isConsole() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  static boolean coloursWanted(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !"dumb".equals(environment.get("TERM"));
  }

  static int width(UnaryOperator<String> environment) {
    return number(environment.apply("COLUMNS"))
        .or(() -> number(sizeOfTerminal().replaceFirst(".* ", "")))
        .map(width -> Math.max(LEAST_WIDTH, width))
        .orElse(DEFAULT_WIDTH);
  }

  private static Optional<Integer> number(String text) {
    return Optional.ofNullable(text)
        .map(String::strip)
        .filter(value -> value.matches("[1-9]\\d{0,4}"))
        .map(Integer::valueOf);
  }

  /** Rows and columns; empty where there is no {@code stty}. */
  private static String sizeOfTerminal() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      return new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      return "";
    }
  }
}
