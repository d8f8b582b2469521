// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a file that a client asks for with {@code Range}. Several ranges at once, other units
 * and what is malformed are answered with the whole file, as the standard allows.
 */
record FilePiece(long start, long length, long size) {
  private static final Pattern ONE_RANGE =
      Pattern.compile("(?i)bytes=\\s*(\\d*)\\s*-\\s*(\\d*)\\s*");

  /** The whole file. */
  static FilePiece whole(long size) {
    return new FilePiece(0, size, size);
  }

  /**
   * What to send.
   *
   * @param range the header's value, or null
   * @throws ServerException with status 416 when the file has no such bytes
   */
  static FilePiece of(String range, long size) {
    Matcher matcher = ONE_RANGE.matcher(range == null ? "" : range);
    if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
      return whole(size);
    }
    if (matcher.group(1).isEmpty()) {
      long count = Math.min(number(matcher.group(2)), size);
      return piece(size - count, size - 1, size);
    }
    long first = number(matcher.group(1));
    long last = matcher.group(2).isEmpty() ? size - 1 : number(matcher.group(2));
    return last < first && !matcher.group(2).isEmpty()
        ? whole(size)
        : piece(first, Math.min(last, size - 1), size);
  }

  private static FilePiece piece(long first, long last, long size) {
    if (first >= size) {
      String message = "The file has %d bytes, and none of the wanted ones".formatted(size);
      throw new ServerException(
          ErrorCode.INVALID_REQUEST,
          416,
          message,
          message,
          Map.of("Content-Range", "bytes */" + size),
          null);
    }
    return new FilePiece(first, last - first + 1, size);
  }

  private static long number(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  boolean isWhole() {
    return length == size;
  }

  /** The value of {@code Content-Range}. */
  String contentRange() {
    return "bytes %d-%d/%d".formatted(start, start + length - 1, size);
  }
}
