// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import io.hayhooks.engine.python.wire.Load;
import java.time.Duration;

/**
 * How to start the workers of one revision.
 *
 * @param starter brings processes into being
 * @param helloTimeout how long a new process may take to report
 * @param output takes what the workers print
 * @param showOutput whether callers may see what a worker printed before it died
 */
record WorkerSpec(
    WorkerStarter starter,
    Load load,
    Duration helloTimeout,
    Duration loadTimeout,
    Duration drainTimeout,
    PoolOutput output,
    boolean showOutput) {
  WorkerSpec {
    requireNonNull(starter, "starter is null");
    requireNonNull(load, "load is null");
    requireNonNull(helloTimeout, "helloTimeout is null");
    requireNonNull(loadTimeout, "loadTimeout is null");
    requireNonNull(drainTimeout, "drainTimeout is null");
    requireNonNull(output, "output is null");
  }

  /** The pipeline's name. */
  String name() {
    return load.name();
  }
}
