// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.File;
import java.time.Duration;

/** How many workers a pipeline has, and what each may take before it is replaced. */
@Singleton
public final class PoolConfig {
  private static final int MOST_WORKERS = 256;

  private final int workersMin;
  private final int workersMax;
  private final int callsPerWorker;
  private final Duration idleTimeout;
  private final Duration cancelGrace;
  private final int maxCallsServed;
  private final Duration maxAge;
  private final long maxMemory;
  private final boolean forks;

  @Inject
  public PoolConfig(Settings settings) {
    workersMin = settings.count("HAYHOOKS_WORKERS_MIN", 0, MOST_WORKERS);
    workersMax = settings.count("HAYHOOKS_WORKERS_MAX", 1, MOST_WORKERS);
    callsPerWorker = settings.number("HAYHOOKS_CALLS_PER_WORKER", 1, 4096);
    idleTimeout = settings.duration("HAYHOOKS_WORKER_IDLE_TIMEOUT");
    cancelGrace = settings.duration("HAYHOOKS_CANCEL_GRACE");
    maxCallsServed = settings.number("HAYHOOKS_WORKER_MAX_CALLS", 0, Integer.MAX_VALUE);
    maxAge = settings.duration("HAYHOOKS_WORKER_MAX_AGE");
    maxMemory = settings.bytes("HAYHOOKS_WORKER_MAX_MEMORY");
    boolean wanted = settings.choice("HAYHOOKS_WORKER_START", "fork", "spawn").equals("fork");
    forks = wanted && File.separatorChar == '/'; // Windows has no fork
  }

  /** Workers that a pipeline keeps, if its wrapper does not say otherwise. */
  public int workersMin() {
    return workersMin;
  }

  /** Workers that a pipeline may get, if its wrapper does not say otherwise. */
  public int workersMax() {
    return workersMax;
  }

  /** Calls in flight per worker beyond which another one is started. */
  public int callsPerWorker() {
    return callsPerWorker;
  }

  /** How long a worker beyond the least number may have nothing to do. */
  public Duration idleTimeout() {
    return idleTimeout;
  }

  /** How long a cancelled call may go on before its worker is replaced; zero for ever. */
  public Duration cancelGrace() {
    return cancelGrace;
  }

  /** Calls after which a worker is replaced; zero for no limit. */
  public int maxCallsServed() {
    return maxCallsServed;
  }

  /** Age at which a worker is replaced; zero for no limit. */
  public Duration maxAge() {
    return maxAge;
  }

  /** Resident memory, in bytes, at which a worker is replaced; zero for no limit. */
  public long maxMemory() {
    return maxMemory;
  }

  /** Whether workers are forked from a warm process where that is possible. */
  public boolean forks() {
    return forks;
  }
}
