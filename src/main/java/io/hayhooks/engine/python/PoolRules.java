// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.PoolConfig;
import java.time.Duration;

/**
 * What a pool goes by.
 *
 * @param config how many workers, and what each may take
 * @param threads synchronous calls that run at once in one worker
 * @param maxCalls calls in flight, waiting ones included
 * @param drainTimeout how long running calls may take to finish when the pool ends
 */
record PoolRules(PoolConfig config, int threads, int maxCalls, Duration drainTimeout) {
  PoolRules {
    requireNonNull(config, "config is null");
    requireNonNull(drainTimeout, "drainTimeout is null");
  }
}
