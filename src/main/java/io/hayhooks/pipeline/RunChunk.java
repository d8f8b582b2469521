// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;

/** One streamed piece. */
public record RunChunk(Kind kind, ByteBuffer data) {
  /** How to read {@code data}. The ordinals travel on the worker link: append only. */
  public enum Kind {
    /** Bytes for the client as they are (the only kind in the stream of a run). */
    BYTES,
    /** A piece of the reply's text, UTF-8. */
    TEXT,
    /**
     * A JSON object with any of {@code content}, {@code reasoning_content}, {@code tool_calls},
     * {@code finish_reason} and {@code usage}, each as in an OpenAI chat completion chunk.
     */
    DELTA,
    /** A JSON object {@code {"type":…,"data":…}}: an event for the user interface. */
    EVENT,
    /** A whole chat completion (chunk) object that the wrapper made itself. */
    COMPLETION
  }

  public RunChunk {
    requireNonNull(kind, "kind is null");
    requireNonNull(data, "data is null");
  }
}
