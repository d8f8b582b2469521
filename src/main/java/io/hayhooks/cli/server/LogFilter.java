// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.server;

import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * Lets the product's own records through, and others' from warnings on. Payara sets levels of its
 * loggers as it starts, so levels alone do not keep it quiet.
 */
public final class LogFilter implements Filter {
  /** Jersey warns here that it ignores the resource objects of an application, and serves them. */
  private static final String MISTAKEN = "org.glassfish.jersey.internal.inject.Providers";

  static boolean isOwn(LogRecord entry) {
    return entry.getLoggerName() != null && entry.getLoggerName().startsWith("io.hayhooks.");
  }

  @Override
  public boolean isLoggable(LogRecord entry) {
    return isOwn(entry)
        || (entry.getLevel().intValue() >= Level.WARNING.intValue()
            && !MISTAKEN.equals(entry.getLoggerName()));
  }
}
