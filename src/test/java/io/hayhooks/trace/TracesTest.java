// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.config.Settings;
import io.hayhooks.config.TelemetryConfig;
import io.hayhooks.config.TraceConfig;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.CallTrace;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TracesTest {
  private final Settings settings = Settings.of(Map.of("HAYHOOKS_TRACING_BUFFER_CAPACITY", "3"));
  private final Traces traces = traces(settings);

  private static Traces traces(Settings settings) {
    return new Traces(
        new TraceConfig(settings), new TraceExport(new TelemetryConfig(settings), null));
  }

  private CallTrace begin(String pipeline) {
    return traces.begin(
        () ->
            new TraceStart(
                "hayhooks.pipeline.run", pipeline, System.nanoTime(), "r", null, null, List.of()));
  }

  private static ByteBuffer spans(String json) {
    return StandardCharsets.UTF_8.encode("{\"spans\":[%s]}".formatted(json));
  }

  private static String span(String id, String parent, int start, int end) {
    return """
        {"id":"%s","parent":"%s","name":"n%s","start":%d000000,"end":%d000000,"tags":{"k":1}}
        """
        .formatted(id, parent, id, start, end);
  }

  private TraceView newest() {
    return traces.latest(1, TraceFilter.ALL).traces().get(0);
  }

  @Test
  void spansOfWorkersFormATree() {
    CallTrace trace = begin("p");
    String root = newest().rootSpan().spanId();
    trace.spans(spans(span("b", "a", 5, 6) + "," + span("a", root, 1, 0)));
    trace.spans(spans(span("a", root, 1, 9)));
    trace.ended("ok", Optional.empty());
    TraceView view = newest();
    assertThat(view.spanCount()).isEqualTo(3);
    assertThat(view.entrypoint()).isEqualTo("p");
    SpanView outer = view.rootSpan().children().get(0);
    assertThat(outer.name()).isEqualTo("na");
    assertThat(outer.durationMs()).isEqualTo(8);
    assertThat(outer.children()).extracting(SpanView::name).containsExactly("nb");
    assertThat(view.tags()).contains(new Tag("k", "1"), new Tag("hayhooks.success", "true"));
  }

  @Test
  void aSpanOfAnUnknownParentBelongsToTheCall() {
    begin("p").spans(spans(span("a", "gone", 1, 2)));
    assertThat(newest().rootSpan().children()).hasSize(1);
  }

  @Test
  void aCircleOfSpansDoesNotHangTheReader() {
    begin("p").spans(spans(span("a", "b", 1, 2) + "," + span("b", "a", 1, 2)));
    assertThat(newest().spanCount()).isEqualTo(1);
  }

  @Test
  void aCallThatGoesOnIsRunning() {
    begin("p");
    assertThat(newest().rootSpan().running()).isTrue();
  }

  @Test
  void theOldestTracesGiveWay() {
    List.of("a", "b", "c", "d").forEach(this::begin);
    TracePage page = traces.latest(2, TraceFilter.ALL);
    assertThat(page.traces()).extracting(TraceView::entrypoint).containsExactly("d", "c");
    assertThat(page.hasMore()).isTrue();
    assertThat(traces.latest(9, TraceFilter.ALL).traces()).hasSize(3);
  }

  @Test
  void filtersChoose() {
    begin("a").ended("ok", Optional.empty());
    ServerException error = new ServerException(ErrorCode.PIPELINE_FAILED, "no");
    begin("b").ended("pipeline_failed", Optional.of(error));
    TraceFilter failed = new TraceFilter(Optional.empty(), 0, true);
    assertThat(traces.latest(9, failed).traces())
        .extracting(TraceView::entrypoint)
        .containsExactly("b");
    TraceFilter ofA = new TraceFilter(Optional.of("a"), 0, false);
    assertThat(traces.latest(9, ofA).traces())
        .extracting(TraceView::entrypoint)
        .containsExactly("a");
    assertThat(traces.latest(9, new TraceFilter(Optional.empty(), 60_000, false)).traces())
        .isEmpty();
  }

  @Test
  void whatAWorkerSaysTooMuchIsLeftOut() {
    CallTrace trace = begin("p");
    trace.spans(ByteBuffer.allocate(300 * 1024));
    assertThat(newest().tags()).contains(new Tag("hayhooks.trace.truncated", "true"));
  }

  @Test
  void aListenerHearsOfChanges() {
    List<String> heard = new ArrayList<>();
    traces.listen(heard::add);
    CallTrace trace = begin("p");
    trace.ended("ok", Optional.empty());
    trace.ended("ok", Optional.empty());
    assertThat(heard).hasSize(2).containsOnly(newest().traceId());
  }

  @Test
  void withoutTracingNothingIsAsked() {
    Traces off = traces(Settings.of(Map.of("HAYHOOKS_TRACING_ENABLED", "false")));
    assertThat(
            off.begin(
                () -> {
                  throw new AssertionError("asked");
                }))
        .isSameAs(CallTrace.NONE);
  }
}
