// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a pool allows.
 *
 * @param maxCalls calls in flight, held ones included
 * @param drainTimeout how long running calls may take to finish
 */
record PoolLimits(int maxCalls, Duration drainTimeout) {
  PoolLimits {
    requireNonNull(drainTimeout, "drainTimeout is null");
  }
}
