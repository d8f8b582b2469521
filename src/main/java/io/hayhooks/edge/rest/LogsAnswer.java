// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import io.hayhooks.pipeline.OutputLine;
import java.util.List;

/** What the workers of a pipeline printed last, the oldest line first. */
record LogsAnswer(String name, List<Line> lines) {
  /** One line; the process id is -1 when it is not known. */
  record Line(String time, long pid, String text) {
    static Line of(OutputLine line) {
      return new Line(line.time().toString(), line.pid(), line.text());
    }
  }

  /** The last {@code limit} of the lines. */
  static LogsAnswer of(String name, List<OutputLine> lines, int limit) {
    int first = Math.max(0, lines.size() - limit);
    return new LogsAnswer(name, lines.subList(first, lines.size()).stream().map(Line::of).toList());
  }
}
