// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Which traces are kept, and who may see them. */
@Singleton
public final class TraceConfig {
  private static final int MOST = 10_000;

  private final boolean enabled;
  private final Optional<String> token;
  private final int defaultLimit;
  private final int maxLimit;
  private final int bufferCapacity;
  private final int slowComponentMs;
  private final List<String> excludedSpans;

  @Inject
  public TraceConfig(Settings settings) {
    enabled = settings.flag("HAYHOOKS_TRACING_ENABLED");
    token = settings.optionalText("HAYHOOKS_TRACING_TOKEN");
    defaultLimit = settings.number("HAYHOOKS_TRACING_DEFAULT_LIMIT", 1, MOST);
    maxLimit = settings.number("HAYHOOKS_TRACING_MAX_LIMIT", 1, MOST);
    bufferCapacity = settings.number("HAYHOOKS_TRACING_BUFFER_CAPACITY", 1, MOST);
    slowComponentMs = settings.number("HAYHOOKS_TRACING_SLOW_COMPONENT_MS", 0, Integer.MAX_VALUE);
    excludedSpans = settings.list("HAYHOOKS_TRACING_EXCLUDED_SPANS");
  }

  /** Whether calls are traced at all. */
  public boolean enabled() {
    return enabled;
  }

  /** What callers beyond this machine show to see traces. */
  public Optional<String> token() {
    return token;
  }

  /** Traces that an answer has, unless its request says it. */
  public int defaultLimit() {
    return defaultLimit;
  }

  /** Most traces that an answer has. */
  public int maxLimit() {
    return maxLimit;
  }

  /** Latest traces that are kept. */
  public int bufferCapacity() {
    return bufferCapacity;
  }

  /** From how many milliseconds on a component is shown as slow. */
  public int slowComponentMs() {
    return slowComponentMs;
  }

  /** Names of spans in workers that are left out. */
  public List<String> excludedSpans() {
    return excludedSpans;
  }
}
