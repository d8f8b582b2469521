// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceContextTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";

  @Test
  void aCallersTraceGoesOn() {
    TraceContext context = TraceContext.next(PARENT, "a=1");
    assertThat(context.traceId()).isEqualTo(TRACE);
    assertThat(context.parentId()).isEqualTo("00f067aa0ba902b7");
    assertThat(context.state()).isEqualTo("a=1");
    assertThat(context.header()).isEqualTo("00-" + TRACE + "-" + context.spanId() + "-01");
  }

  @Test
  void whatTheCallerDoesNotSampleIsNotSampled() {
    TraceContext context = TraceContext.next(PARENT.replace("-01", "-00"), null);
    assertThat(context.sampled()).isFalse();
    assertThat(context.header()).endsWith("-00");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "x",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more"
      })
  void aNewTraceBeginsWhereNoneIsNamed(String parent) {
    TraceContext context = TraceContext.next(parent, "a=1");
    assertThat(context.parentId()).isEmpty();
    assertThat(context.state()).isEmpty();
    assertThat(context.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
  }
}
