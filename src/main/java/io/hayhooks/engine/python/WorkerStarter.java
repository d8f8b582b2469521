// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import java.io.IOException;

/** Brings the process of a worker into being. */
interface WorkerStarter {
  /** Starts a process that will connect to {@code socket} and name {@code token}. */
  Child start(WorkerSocket socket, String token) throws IOException;
}
