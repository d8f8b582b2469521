// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A trace for people and programs to look at.
 *
 * @param tags those of all its spans; the outermost span's one goes before others of the same key
 */
public record TraceView(
    String traceId,
    long startTimeMs,
    long durationMs,
    String entrypoint,
    List<Tag> tags,
    int spanCount,
    SpanView rootSpan) {
  public TraceView {
    requireNonNull(traceId, "traceId is null");
    requireNonNull(entrypoint, "entrypoint is null");
    tags = List.copyOf(tags);
    requireNonNull(rootSpan, "rootSpan is null");
  }

  static TraceView of(String traceId, String entrypoint, SpanView root) {
    Map<String, Tag> tags = new LinkedHashMap<>();
    collect(root, tags);
    return new TraceView(
        traceId,
        root.startTimeMs(),
        root.durationMs(),
        entrypoint,
        List.copyOf(tags.values()),
        root.count(),
        root);
  }

  private static void collect(SpanView span, Map<String, Tag> tags) {
    span.tags().forEach(tag -> tags.putIfAbsent(tag.key(), tag));
    span.children().forEach(child -> collect(child, tags));
  }
}
