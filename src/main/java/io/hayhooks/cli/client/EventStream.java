// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.StringJoiner;

/** The data of server-sent events, one after the other. */
final class EventStream {
  private static final String DATA = "data:";

  private final BufferedReader lines;

  EventStream(InputStream body) {
    lines =
        new BufferedReader(
            new InputStreamReader(requireNonNull(body, "body is null"), StandardCharsets.UTF_8));
  }

  /** The next event's data; empty at the end. */
  Optional<String> next() throws IOException {
    StringJoiner data = new StringJoiner("\n");
    boolean any = false;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(DATA)) {
        data.add(line.substring(DATA.length()).replaceFirst("^ ", ""));
        any = true;
      } else if (line.isEmpty() && any) {
        return Optional.of(data.toString());
      }
    }
    return any ? Optional.of(data.toString()) : Optional.empty();
  }
}
