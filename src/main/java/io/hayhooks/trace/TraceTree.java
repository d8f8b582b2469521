// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Puts a call's own span and those of its worker together. */
final class TraceTree {
  private final Trace trace;
  private final TraceMoment moment;
  private final long now; // nanoseconds since 1970
  private final Map<String, List<WorkerSpan>> children = new HashMap<>();

  private TraceTree(Trace trace, TraceMoment moment) {
    this.trace = trace;
    this.moment = moment;
    now = trace.startEpoch() + moment.nanos();
    var spans = WorkerSpan.read(moment.payloads());
    var known = spans.stream().map(WorkerSpan::id).collect(Collectors.toSet());
    String root = trace.context().spanId();
    for (WorkerSpan span : spans) {
      // what surrounds a span may have been left out; it happened in this call all the same
      String parent = known.contains(span.parent()) ? span.parent() : root;
      children.computeIfAbsent(parent, id -> new ArrayList<>()).add(span);
    }
  }

  static TraceView of(Trace trace, TraceMoment moment) {
    return new TraceTree(trace, moment).view();
  }

  private TraceView view() {
    TraceStart start = trace.start();
    SpanView root =
        new SpanView(
            trace.context().spanId(),
            start.span(),
            millis(trace.startEpoch()),
            millis(moment.nanos()),
            !moment.ended(),
            RootTags.of(start, moment),
            children(trace.context().spanId()));
    return TraceView.of(trace.context().traceId(), start.pipeline(), root);
  }

  private List<SpanView> children(String id) {
    List<WorkerSpan> spans = children.remove(id); // removed: a circle would have no end
    return spans == null
        ? List.of()
        : spans.stream().sorted(Comparator.comparing(WorkerSpan::start)).map(this::view).toList();
  }

  private SpanView view(WorkerSpan span) {
    boolean running = span.end() == 0 && !moment.ended();
    long end = span.end() == 0 ? now : span.end();
    return new SpanView(
        span.id(),
        span.name(),
        millis(span.start()),
        Math.max(0, millis(end - span.start())),
        running,
        tags(span),
        children(span.id()));
  }

  private static List<Tag> tags(WorkerSpan span) {
    List<Tag> tags = new ArrayList<>();
    if (span.end() != 0) {
      tags.add(new Tag("hayhooks.success", Boolean.toString(!span.failed())));
    }
    if (span.failed()) {
      tags.add(new Tag("hayhooks.error.type", span.error()));
      tags.add(new Tag("hayhooks.error.message", RootTags.shortened(span.message())));
    }
    span.tags().forEach((key, value) -> tags.add(new Tag(key, text(value))));
    return tags;
  }

  private static String text(JsonNode value) {
    return value.isContainerNode() ? value.toString() : value.asText();
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }
}
