// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TableTest {
  private static String printed(Screen screen) {
    Table table = new Table("Name", "Nothing", "Text");
    table.add("日本", "", "a text that is rather long");
    table.add("b", null, "two\nlines");
    table.print(screen.terminal());
    return screen.out();
  }

  @Test
  void columnsAreAsWideAsTheirValuesAndEmptyOnesAreLeftOut() {
    assertThat(printed(Screen.unwatched()))
        .isEqualToNormalizingNewlines(
            """
              Name  Text
            ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
              日本  a text that is rather long
              b     two lines
            """);
  }

  @Test
  void theWidestColumnIsCutUntilTheTerminalFits() {
    assertThat(printed(Screen.watched(22)))
        .isEqualToNormalizingNewlines(
            """
              Name  Text
            ━━━━━━━━━━━━━━━━━━━━━━
              日本  a text that i…
              b     two lines
            """);
  }

  @Test
  void aWideCharacterIsNeverHalved() {
    assertThat(TextWidth.cut("日本語", 5)).isEqualTo("日本…");
    assertThat(TextWidth.cut("日本語", 4)).isEqualTo("日…");
    assertThat(TextWidth.of("e\u0301🚀")).isEqualTo(3);
  }
}
