// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What is known of a call before it begins.
 *
 * @param span the name of its span, such as {@code hayhooks.pipeline.run}
 * @param arrival when it came, as {@link System#nanoTime()}
 * @param requestId the id of the request; empty for none
 * @param parent the header {@code traceparent} of the request, or null
 * @param state the header {@code tracestate} of the request, or null
 */
public record TraceStart(
    String span,
    String pipeline,
    long arrival,
    String requestId,
    String parent,
    String state,
    List<Tag> tags) {
  public TraceStart {
    requireNonNull(span, "span is null");
    requireNonNull(pipeline, "pipeline is null");
    requireNonNull(requestId, "requestId is null");
    tags = List.copyOf(tags);
  }
}
