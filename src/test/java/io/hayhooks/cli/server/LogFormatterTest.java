// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LogFormatterTest {
  private final LogFormatter formatter = new LogFormatter();

  private static LogRecord entry(String logger, Level level, String message) {
    LogRecord entry = new LogRecord(level, message);
    entry.setLoggerName(logger);
    entry.setInstant(Instant.EPOCH);
    return entry;
  }

  @Test
  void anOwnRecordIsTimeLevelAndMessage() {
    assertThat(formatter.format(entry("io.hayhooks.deploy.X", Level.INFO, "Deployed 'a'\n")))
        .matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d INFO  Deployed 'a'\\R");
  }

  @Test
  void aRecordOfAnotherSaysWhoSpeaks() {
    assertThat(formatter.format(entry("org.example", Level.WARNING, "Watch out")))
        .contains(" WARN  [org.example] Watch out");
  }

  @Test
  void parametersAreFilledIn() {
    LogRecord entry = entry("io.hayhooks.X", Level.INFO, "{0} of {1}");
    entry.setParameters(new Object[] {1, 2});
    assertThat(formatter.format(entry)).contains("INFO  1 of 2");
  }

  @Test
  void aFailureShowsItsTrace() {
    LogRecord entry = entry("io.hayhooks.X", Level.SEVERE, "Failed");
    entry.setThrown(new IllegalStateException("cause"));
    assertThat(formatter.format(entry))
        .contains("ERROR Failed")
        .contains("IllegalStateException: cause")
        .contains("\tat ");
  }

  @ParameterizedTest
  @CsvSource({
    "io.hayhooks.deploy.X,FINE,true",
    "io.hayhooksen,INFO,false",
    "org.glassfish,INFO,false",
    "org.glassfish,WARNING,true",
    "org.glassfish.jersey.internal.inject.Providers,WARNING,false",
    ",INFO,false",
    ",SEVERE,true"
  })
  void othersAreHeardFromWarningsOn(String logger, String level, boolean shown) {
    assertThat(new LogFilter().isLoggable(entry(logger, Level.parse(level), "x"))).isEqualTo(shown);
  }
}
