// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.server;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** One line a record: time, level, message. Records of others say who speaks. */
public final class LogFormatter extends Formatter {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  @Override
  public String format(LogRecord entry) {
    StringBuilder line = new StringBuilder(120);
    TIME.formatTo(entry.getInstant().atZone(ZoneId.systemDefault()), line);
    line.append(' ').append(level(entry.getLevel())).append(' ');
    if (!LogFilter.isOwn(entry)) {
      line.append('[').append(entry.getLoggerName()).append("] ");
    }
    line.append(formatMessage(entry).stripTrailing()).append(System.lineSeparator());
    if (entry.getThrown() != null) {
      line.append(stackTrace(entry.getThrown()));
    }
    return line.toString();
  }

  private static String level(Level level) {
    if (level.intValue() >= Level.SEVERE.intValue()) {
      return "ERROR";
    }
    if (level.intValue() >= Level.WARNING.intValue()) {
      return "WARN ";
    }
    return level.intValue() >= Level.INFO.intValue() ? "INFO " : "DEBUG";
  }

  private static String stackTrace(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
