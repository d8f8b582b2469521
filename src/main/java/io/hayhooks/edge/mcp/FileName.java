// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.RunFile;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a file: the one that its pipeline would have it saved under, or its own. */
final class FileName {
  private static final Pattern NAME =
      Pattern.compile("(?i)\\bfilename(?:\\*=utf-8''([^;]+)|=\"([^\"]+)\"|=([^;\"]+))");

  private FileName() {}

  static String of(RunFile file) {
    return file.head().headers().stream()
        .filter(header -> header.name().equalsIgnoreCase("Content-Disposition"))
        .map(Header::value)
        .flatMap(value -> wanted(value).stream())
        .findFirst()
        .orElseGet(() -> String.valueOf(file.path().getFileName()));
  }

  private static Optional<String> wanted(String disposition) {
    Matcher matcher = NAME.matcher(disposition);
    if (!matcher.find()) {
      return Optional.empty();
    }
    if (matcher.group(1) == null) {
      return Optional.of(matcher.group(2) == null ? matcher.group(3) : matcher.group(2));
    }
    try {
      return Optional.of(
          URLDecoder.decode(matcher.group(1).replace("+", "%2B"), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) { // not as it should be encoded
      return Optional.of(matcher.group(1));
    }
  }
}
