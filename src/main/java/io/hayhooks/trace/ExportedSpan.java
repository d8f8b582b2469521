// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.TraceStateBuilder;
import io.opentelemetry.sdk.common.InstrumentationLibraryInfo;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.ArrayList;
import java.util.List;

/** A span as OpenTelemetry's exporters take it. */
record ExportedSpan(
    SpanContext spanContext,
    SpanContext parentSpanContext,
    SpanKind kind,
    String name,
    long start,
    long end,
    Attributes attributes,
    StatusData status,
    Resource resource)
    implements SpanData {
  private static final InstrumentationScopeInfo SCOPE = InstrumentationScopeInfo.create("hayhooks");

  /** All spans of a trace that has ended. */
  static List<SpanData> of(Trace trace, Resource resource) {
    TraceMoment moment = trace.moment();
    TraceContext context = trace.context();
    long end = trace.startEpoch() + moment.nanos();
    List<SpanData> spans = new ArrayList<>();
    spans.add(
        new ExportedSpan(
            context(context, context.spanId()),
            context.parentId().isEmpty()
                ? SpanContext.getInvalid()
                : context(context, context.parentId()),
            SpanKind.SERVER,
            trace.start().span(),
            trace.startEpoch(),
            end,
            attributes(RootTags.of(trace.start(), moment)),
            moment.failed()
                ? StatusData.create(
                    StatusCode.ERROR,
                    moment.failure().map(Throwable::getMessage).orElse(moment.outcome()))
                : StatusData.unset(),
            resource));
    for (WorkerSpan span : WorkerSpan.read(moment.payloads())) {
      spans.add(of(span, context, end, resource));
    }
    return spans;
  }

  private static ExportedSpan of(
      WorkerSpan span, TraceContext context, long end, Resource resource) {
    return new ExportedSpan(
        context(context, span.id()),
        context(context, span.parent()),
        span.tags().containsKey("gen_ai.operation.name") ? SpanKind.CLIENT : SpanKind.INTERNAL,
        span.name(),
        span.start(),
        span.end() == 0 ? Math.max(end, span.start()) : span.end(),
        attributes(span),
        span.failed() ? StatusData.create(StatusCode.ERROR, span.message()) : StatusData.unset(),
        resource);
  }

  private static SpanContext context(TraceContext context, String spanId) {
    return SpanContext.create(
        context.traceId(), spanId, TraceFlags.getSampled(), state(context.state()));
  }

  /** The pairs of a header {@code tracestate}; the builder leaves out what is none. */
  private static TraceState state(String header) {
    TraceStateBuilder state = TraceState.builder();
    String[] pairs = header.split(",", -1);
    for (int i = pairs.length - 1; i >= 0; i--) { // the builder puts each before the others
      int equals = pairs[i].indexOf('=');
      if (equals > 0) {
        state.put(pairs[i].substring(0, equals).strip(), pairs[i].substring(equals + 1).strip());
      }
    }
    return state.build();
  }

  private static Attributes attributes(List<Tag> tags) {
    AttributesBuilder attributes = Attributes.builder();
    tags.forEach(tag -> attributes.put(tag.key(), tag.value()));
    return attributes.build();
  }

  private static Attributes attributes(WorkerSpan span) {
    AttributesBuilder attributes = Attributes.builder();
    span.tags().forEach((key, value) -> put(attributes, key, value));
    if (span.failed()) {
      attributes.put("error.type", span.error());
    }
    return attributes.build();
  }

  private static void put(AttributesBuilder attributes, String key, JsonNode value) {
    if (value.isIntegralNumber()) {
      attributes.put(key, value.asLong());
    } else if (value.isNumber()) {
      attributes.put(key, value.asDouble());
    } else if (value.isBoolean()) {
      attributes.put(key, value.asBoolean());
    } else {
      attributes.put(key, value.isContainerNode() ? value.toString() : value.asText());
    }
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public SpanKind getKind() {
    return kind;
  }

  @Override
  public SpanContext getSpanContext() {
    return spanContext;
  }

  @Override
  public SpanContext getParentSpanContext() {
    return parentSpanContext;
  }

  @Override
  public StatusData getStatus() {
    return status;
  }

  @Override
  public long getStartEpochNanos() {
    return start;
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public List<EventData> getEvents() {
    return List.of();
  }

  @Override
  public List<LinkData> getLinks() {
    return List.of();
  }

  @Override
  public long getEndEpochNanos() {
    return end;
  }

  @Override
  public boolean hasEnded() {
    return true;
  }

  @Override
  public int getTotalRecordedEvents() {
    return 0;
  }

  @Override
  public int getTotalRecordedLinks() {
    return 0;
  }

  @Override
  public int getTotalAttributeCount() {
    return attributes.size();
  }

  @Override
  @Deprecated
  @SuppressWarnings("deprecation") // the interface asks for it
  public InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
    return InstrumentationLibraryInfo.create(SCOPE.getName(), null);
  }

  @Override
  public InstrumentationScopeInfo getInstrumentationScopeInfo() {
    return SCOPE;
  }

  @Override
  public Resource getResource() {
    return resource;
  }
}
