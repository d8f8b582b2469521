// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.terminal;

import java.util.Locale;

/** Numbers of bytes for people. */
public final class Sizes {
  private static final String[] UNITS = {"KiB", "MiB", "GiB", "TiB"};

  private Sizes() {}

  public static String text(long bytes) {
    if (bytes < 1024) {
      return bytes + " bytes";
    }
    double size = bytes;
    int unit = -1;
    while (size >= 1024 && unit < UNITS.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }
}
