// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A process that was started for a worker. */
interface Child {
  /** The process id, or -1 while it is not known. */
  long pid();

  /** Done, with how it ended, when the process is gone. */
  CompletableFuture<ProcessEnd> exit();

  /**
   * What it prints. Empty when it opens a connection for that, before the one for its work, on the
   * socket it was given.
   */
  Optional<InputStream> output() throws IOException;

  /** Kills the process and those it started. */
  void kill();
}
