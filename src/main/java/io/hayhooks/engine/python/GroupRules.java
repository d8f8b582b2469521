// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What a group goes by.
 *
 * @param loadTimeout how long a member may take to load
 */
record GroupRules(PoolRules pool, Duration loadTimeout) {
  GroupRules {
    requireNonNull(pool, "pool is null");
    requireNonNull(loadTimeout, "loadTimeout is null");
  }
}
