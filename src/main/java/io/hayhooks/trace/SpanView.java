// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A span for people and programs to look at, with those within it. */
public record SpanView(
    String spanId,
    String name,
    long startTimeMs,
    long durationMs,
    boolean running,
    List<Tag> tags,
    List<SpanView> children) {
  public SpanView {
    requireNonNull(spanId, "spanId is null");
    requireNonNull(name, "name is null");
    tags = List.copyOf(tags);
    children = List.copyOf(children);
  }

  /** This one and all within it. */
  int count() {
    return 1 + children.stream().mapToInt(SpanView::count).sum();
  }
}
