// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import io.hayhooks.config.PoolConfig;
import java.util.Optional;
import java.util.OptionalLong;

/** What a worker was used for, and whether it has had its time; for any thread. */
final class WorkerUse {
  private static final long SAMPLE_NANOS = 1_000_000_000L;

  private int calls; // this and the following: guarded by this
  private long served;
  private long readySince = System.nanoTime();
  private long lastUsed = readySince;
  private long lastSample = readySince;

  /** It takes calls from now on. */
  synchronized void begin() {
    readySince = System.nanoTime();
    lastUsed = readySince;
    lastSample = readySince;
  }

  /** It gets a call. */
  synchronized void reserve() {
    calls++;
    served++;
  }

  /** A call has ended. */
  synchronized void release() {
    calls--;
    lastUsed = System.nanoTime();
  }

  /** Calls in flight. */
  synchronized int calls() {
    return calls;
  }

  /** Calls it was given. */
  synchronized long served() {
    return served;
  }

  synchronized boolean isIdle(long now, long nanos) {
    return calls == 0 && now - lastUsed >= nanos;
  }

  /** Why it should be replaced, if it should. */
  synchronized Optional<String> outlived(PoolConfig config, long now, long pid) {
    if (config.maxCallsServed() > 0 && served >= config.maxCallsServed()) {
      return Optional.of("it has served %d calls".formatted(served));
    }
    if (!config.maxAge().isZero() && now - readySince >= config.maxAge().toNanos()) {
      return Optional.of("it is %s old".formatted(config.maxAge()));
    }
    if (config.maxMemory() > 0 && now - lastSample >= SAMPLE_NANOS) {
      lastSample = now;
      OptionalLong memory = ResidentMemory.of(pid);
      if (memory.isPresent() && memory.getAsLong() > config.maxMemory()) {
        return Optional.of("it has %d MiB resident".formatted(memory.getAsLong() >> 20));
      }
    }
    return Optional.empty();
  }
}
