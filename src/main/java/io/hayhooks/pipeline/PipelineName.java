// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * The name of a pipeline: one path segment, used in URLs, as an OpenAI model and as a directory. It
 * has 1 to 200 characters, at most 255 bytes of UTF-8, and no control characters, separators or
 * braces; path traversal dies here.
 */
public record PipelineName(String value) implements Comparable<PipelineName> {
  private static final Pattern ALLOWED = Pattern.compile("[^\\p{Cntrl}\\p{Cs}/\\\\{}]{1,200}");
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");
  private static final int MAX_BYTES = 255;

  /** The store keeps its own files in a directory of this name. */
  public static final String RESERVED = ".hayhooks";

  public PipelineName {
    if (!isValid(value)) {
      throw new ServerException(
          ErrorCode.INVALID_REQUEST,
          "Pipeline name must be a single non-empty name without path separators: 1 to 200"
              + " characters, no control characters, '/', '\\', '{' or '}'");
    }
  }

  /** Whether {@code value} can be the name of a pipeline. */
  public static boolean isValid(String value) {
    return value != null
        && ALLOWED.matcher(value).matches()
        && !value.isBlank()
        && !value.equals(".")
        && !value.equals("..")
        && !value.equals(RESERVED)
        && !DRIVE.matcher(value).matches()
        && value.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }

  @Override
  public int compareTo(PipelineName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
