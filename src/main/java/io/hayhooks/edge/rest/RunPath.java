// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Finds the pipeline's name in {@code /{name}/run}. The path is taken as it was sent, since servers
 * decode it each in their own way; names may hold anything that percent-encoding can carry.
 */
final class RunPath {
  private static final String RUN = "run";

  private RunPath() {}

  /** The name, when {@code path} has that form; one slash at the end is accepted. */
  static Optional<String> name(String path) {
    int end = path.endsWith("/") ? path.length() - 1 : path.length();
    int slash = path.indexOf('/', 1);
    boolean twoSegments = slash > 1 && path.lastIndexOf('/', end - 1) == slash;
    if (!twoSegments || decode(path.substring(slash + 1, end)).filter(RUN::equals).isEmpty()) {
      return Optional.empty();
    }
    return decode(path.substring(1, slash));
  }

  /** Percent-decoding as UTF-8; empty when the text is malformed. */
  private static Optional<String> decode(String segment) {
    if (segment.indexOf('%') < 0) {
      return Optional.of(segment);
    }
    byte[] raw = segment.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(raw.length);
    for (int i = 0; i < raw.length; i++) {
      if (raw[i] != '%') {
        bytes.write(raw[i]);
        continue;
      }
      if (i + 2 >= raw.length
          || !HexFormat.isHexDigit(raw[i + 1])
          || !HexFormat.isHexDigit(raw[i + 2])) {
        return Optional.empty();
      }
      bytes.write(HexFormat.fromHexDigit(raw[i + 1]) << 4 | HexFormat.fromHexDigit(raw[i + 2]));
      i += 2;
    }
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(bytes.toByteArray()))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
