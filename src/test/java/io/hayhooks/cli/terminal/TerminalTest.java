// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class TerminalTest {
  private static final Surroundings COLOURFUL = new Surroundings(true, true, true, true, 80);

  @Test
  void errorsGoToTheErrorStreamAndResultsToTheOther() {
    Screen screen = Screen.unwatched();
    screen.terminal().success("done");
    screen.terminal().error("wrong");
    screen.terminal().warning("careful");
    assertThat(screen.out()).isEqualToNormalizingNewlines("✔ done\n");
    assertThat(screen.err()).isEqualToNormalizingNewlines("✘ Error: wrong\n! careful\n");
  }

  @Test
  void onlyATerminalGetsColours() {
    Screen screen = new Screen(COLOURFUL);
    screen.terminal().success("done");
    assertThat(screen.out()).isEqualToNormalizingNewlines("\u001b[32m✔ \u001b[0mdone\n");
    assertThat(Surroundings.coloursWanted(Map.of())).isTrue();
    assertThat(Surroundings.coloursWanted(Map.of("NO_COLOR", ""))).isTrue();
    assertThat(Surroundings.coloursWanted(Map.of("NO_COLOR", "1"))).isFalse();
    assertThat(Surroundings.coloursWanted(Map.of("TERM", "dumb"))).isFalse();
  }

  @Test
  void theWidthIsThatOfTheEnvironmentButNotAbsurd() {
    assertThat(Surroundings.width(Map.of("COLUMNS", "132")::get)).isEqualTo(132);
    assertThat(Surroundings.width(Map.of("COLUMNS", "3")::get)).isEqualTo(30);
  }

  @Test
  void aSpinnerMovesOnATerminalAndLeavesNothing() {
    Screen watched = Screen.watched(80);
    assertThat(Spinner.during(watched.terminal(), "Working", () -> 7)).isEqualTo(7);
    assertThat(watched.err()).startsWith("\r⠋ Working").endsWith("\r         \r");
    Screen unwatched = Screen.unwatched();
    assertThat(Spinner.during(unwatched.terminal(), "Working", () -> 7)).isEqualTo(7);
    assertThat(unwatched.err()).isEmpty();
  }

  @Test
  void aProgressBarFillsUp() {
    Screen watched = Screen.watched(80);
    ProgressBar bar = new ProgressBar(watched.terminal(), "Uploading", 4096);
    bar.accept(1024);
    assertThat(bar.line(1_000_000_000))
        .isEqualTo(
            "Uploading "
                + "━".repeat(7)
                + "─".repeat(23)
                + "  25% · 1.0 KiB of 4.0 KiB · 1.0 KiB/s");
    bar.accept(3072);
    assertThat(watched.err()).contains("100% · 4.0 KiB of 4.0 KiB").endsWith("\n");
    Screen unwatched = Screen.unwatched();
    new ProgressBar(unwatched.terminal(), "Uploading", 1).accept(1);
    assertThat(unwatched.err()).isEmpty();
  }

  @Test
  void sizesHaveUnits() {
    assertThat(Sizes.text(0)).isEqualTo("0 bytes");
    assertThat(Sizes.text(1023)).isEqualTo("1023 bytes");
    assertThat(Sizes.text(1536)).isEqualTo("1.5 KiB");
    assertThat(Sizes.text(5L << 40)).isEqualTo("5.0 TiB");
  }
}
