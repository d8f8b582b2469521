// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import io.hayhooks.cli.terminal.Paint;
import io.hayhooks.cli.terminal.Terminal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lines of a deployed file that an error points to. */
final class SourceExcerpt {
  private static final int AROUND = 2;

  /** As in {@code x.py, line 3}, {@code x.py:3} and {@code File "x.py", line 3}. */
  private static final Pattern PLACE = Pattern.compile("([\\w./-]+\\.\\w+)\"?(?:, line |:)(\\d+)");

  private SourceExcerpt() {}

  /** Shows them to people, if the error names a place in one of the files. */
  static void show(String error, Map<String, String> files, Terminal terminal) {
    if (!terminal.isProgressWatched()) {
      return;
    }
    Matcher place = PLACE.matcher(error);
    while (place.find()) {
      Optional<String> text = Optional.ofNullable(files.get(place.group(1)));
      if (text.isPresent() && place.group(2).length() < 7) {
        show(text.get().lines().toList(), Integer.parseInt(place.group(2)), terminal);
        return;
      }
    }
  }

  private static void show(List<String> lines, int wanted, Terminal terminal) {
    int last = Math.min(lines.size(), wanted + AROUND);
    for (int number = Math.max(1, wanted - AROUND); number <= last; number++) {
      boolean isIt = number == wanted;
      String line = "%s %4d  %s".formatted(isIt ? "→" : " ", number, lines.get(number - 1));
      terminal.err().println(terminal.paintedProgress(isIt ? Paint.RED : Paint.DIM, line));
    }
  }
}
