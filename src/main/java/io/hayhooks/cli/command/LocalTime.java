// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Instants as people's clocks show them. */
final class LocalTime {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

  private LocalTime() {}

  /** The text unchanged when it is no instant. */
  static String of(String instant) {
    try {
      return FORMAT.format(Instant.parse(instant).atZone(ZoneId.systemDefault()));
    } catch (DateTimeException e) {
      return instant;
    }
  }
}
