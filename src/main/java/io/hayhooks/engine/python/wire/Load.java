// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What a worker shall load.
 *
 * @param unit the number of one pipeline among several in one worker; 0 for the only one
 * @param threads how many synchronous methods may run at once
 * @param interruptAfter seconds from a cancel until synchronous code is interrupted; null: never
 * @param streamingComponents as in {@code HAYHOOKS_STREAMING_COMPONENTS}
 * @param pythonPath directories to add to the import path
 * @param spans what to tell of Haystack's: {@code none}, {@code plain}, or {@code values} for what
 *     components get and give, too
 */
public record Load(
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int unit,
    String name,
    String directory,
    int threads,
    Double interruptAfter,
    boolean showTracebacks,
    String streamingComponents,
    List<String> pythonPath,
    String spans) {
  public Load {
    requireNonNull(name, "name is null");
    requireNonNull(directory, "directory is null");
    requireNonNull(streamingComponents, "streamingComponents is null");
    requireNonNull(spans, "spans is null");
    pythonPath = List.copyOf(pythonPath);
  }

  /** The same as one of several. */
  public Load as(int number) {
    return new Load(
        number,
        name,
        directory,
        threads,
        interruptAfter,
        showTracebacks,
        streamingComponents,
        pythonPath,
        spans);
  }
}
