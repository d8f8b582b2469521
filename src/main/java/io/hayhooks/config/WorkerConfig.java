// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How Python workers are started and what they may take. */
@Singleton
public final class WorkerConfig {
  private final EnvironmentConfig environments;
  private final Optional<Path> additionalPythonPath;
  private final Duration loadTimeout;
  private final Duration drainTimeout;
  private final int threads;
  private final int maxCalls;
  private final boolean showTracebacks;
  private final String streamingComponents;
  private final String link;
  private final String spans;

  @Inject
  public WorkerConfig(Settings settings) {
    environments = new EnvironmentConfig(settings);
    additionalPythonPath = settings.optionalPath("HAYHOOKS_ADDITIONAL_PYTHON_PATH");
    loadTimeout = settings.duration("HAYHOOKS_LOAD_TIMEOUT");
    drainTimeout = settings.duration("HAYHOOKS_GRACEFUL_SHUTDOWN_TIMEOUT");
    threads = settings.number("HAYHOOKS_WORKER_THREADS", 1, 4096);
    maxCalls = settings.number("HAYHOOKS_MAX_CALLS", 1, 1_000_000);
    showTracebacks = settings.flag("HAYHOOKS_SHOW_TRACEBACKS");
    streamingComponents = settings.text("HAYHOOKS_STREAMING_COMPONENTS");
    link = settings.choice("HAYHOOKS_WORKER_LINK", "auto", "unix", "tcp");
    spans = spans(settings);
  }

  private static String spans(Settings settings) {
    boolean told =
        settings.flag("HAYHOOKS_TRACING_ENABLED")
            && settings.flag("HAYHOOKS_TRACING_INCLUDE_HAYSTACK_SPANS");
    boolean values = settings.flag("HAYHOOKS_TRACING_INCLUDE_PAYLOAD_VALUES");
    return told ? values ? "values" : "plain" : "none";
  }

  /** Where the worker package is kept. */
  public Path dataDirectory() {
    return environments.dataDirectory();
  }

  /** The interpreters that workers run on. */
  public EnvironmentConfig environments() {
    return environments;
  }

  public Optional<Path> additionalPythonPath() {
    return additionalPythonPath;
  }

  public Duration loadTimeout() {
    return loadTimeout;
  }

  /** How long running calls may take to finish before their worker is killed. */
  public Duration drainTimeout() {
    return drainTimeout;
  }

  /** Synchronous methods that run at once in one worker. */
  public int threads() {
    return threads;
  }

  /** Calls in flight of one pipeline. */
  public int maxCalls() {
    return maxCalls;
  }

  public boolean showTracebacks() {
    return showTracebacks;
  }

  public String streamingComponents() {
    return streamingComponents;
  }

  /** What workers tell of Haystack's spans: {@code none}, {@code plain} or {@code values}. */
  public String spans() {
    return spans;
  }

  /** What the worker link runs over: {@code unix}, {@code tcp} or {@code auto}. */
  public String link() {
    return link;
  }
}
