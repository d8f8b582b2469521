// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How to start the workers of one pool.
 *
 * @param starter brings processes into being
 * @param helloTimeout how long a new process may take to report
 * @param showOutput whether callers may see what a worker printed before it died
 */
record WorkerSpec(
    WorkerStarter starter,
    WorkerDuty duty,
    Duration helloTimeout,
    Duration loadTimeout,
    Duration drainTimeout,
    boolean showOutput) {
  WorkerSpec {
    requireNonNull(starter, "starter is null");
    requireNonNull(duty, "duty is null");
    requireNonNull(helloTimeout, "helloTimeout is null");
    requireNonNull(loadTimeout, "loadTimeout is null");
    requireNonNull(drainTimeout, "drainTimeout is null");
  }

  /** For logs and threads. */
  String name() {
    return duty.subject().name();
  }
}
