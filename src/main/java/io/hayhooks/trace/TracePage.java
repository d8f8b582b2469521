// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

import io.hayhooks.config.TraceConfig;
import java.util.List;

/** The latest traces, the newest first. */
public record TracePage(List<TraceView> traces, boolean hasMore, Facts config) {
  public TracePage {
    traces = List.copyOf(traces);
  }

  /** What those who show traces need to know; the names are Hayhooks' own. */
  public record Facts(int bufferCapacity, int fetchLimit, int slowComponentMs, String scope) {
    private static final String SCOPE =
        "Responding process; recent in-memory traces, not durable execution history";

    static Facts of(TraceConfig config) {
      return new Facts(config.bufferCapacity(), config.maxLimit(), config.slowComponentMs(), SCOPE);
    }
  }
}
