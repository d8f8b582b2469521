// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows below headings. Where it must fit a width the last column is cut first, then the widest;
 * columns without any value are left out.
 */
public final class Table {
  private static final String GAP = "  ";
  private static final int LEAST = 6;

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  public Table(String... headings) {
    this.headings = List.of(headings);
  }

  /** Adds a row, one value for each heading; null and empty are the same. */
  public void add(String... values) {
    if (values.length != headings.size()) {
      throw new IllegalArgumentException("a row of %d values".formatted(values.length));
    }
    rows.add(Arrays.stream(values).map(value -> value == null ? "" : oneLine(value)).toList());
  }

  private static String oneLine(String value) {
    return value.strip().replaceAll("\\s+", " ");
  }

  /** Prints the table as wide as the terminal allows. */
  public void print(Terminal terminal) {
    int[] columns =
        IntStream.range(0, headings.size())
            .filter(i -> rows.stream().anyMatch(row -> !row.get(i).isEmpty()))
            .toArray();
    int[] widths = fitted(columns, terminal.width());
    terminal.line(terminal.painted(Paint.BOLD, line(headings, columns, widths)));
    int total = Arrays.stream(widths).sum() + GAP.length() * columns.length;
    terminal.line(terminal.painted(Paint.DIM, "━".repeat(total)));
    rows.forEach(row -> terminal.line(line(row, columns, widths)));
  }

  private int[] fitted(int[] columns, int width) {
    int[] widths = Arrays.stream(columns).map(this::widthOf).toArray();
    int room = width - GAP.length() * columns.length;
    while (Arrays.stream(widths).sum() > room) {
      int widest = widths.length - 1;
      if (widths[widest] <= LEAST) {
        widest = widest(widths);
      }
      if (widths[widest] <= LEAST) {
        break; // it cannot be made to fit
      }
      widths[widest]--;
    }
    return widths;
  }

  private static int widest(int... widths) {
    int widest = 0;
    for (int i = 1; i < widths.length; i++) {
      widest = widths[i] > widths[widest] ? i : widest;
    }
    return widest;
  }

  private int widthOf(int column) {
    int heading = TextWidth.of(headings.get(column));
    return rows.stream().mapToInt(row -> TextWidth.of(row.get(column))).reduce(heading, Math::max);
  }

  private static String line(List<String> values, int[] columns, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < columns.length; i++) {
      String value = TextWidth.cut(values.get(columns[i]), widths[i]);
      line.append(GAP).append(value).append(" ".repeat(widths[i] - TextWidth.of(value)));
    }
    return line.toString().stripTrailing();
  }
}
