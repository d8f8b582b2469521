// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import java.io.IOException;

/** What the container tells of a connection, under names that {@code Flow} does not use as well. */
interface WriteEvents {
  /** The client takes more; ask {@code isReady()} before every write. */
  void writePossible() throws IOException;

  /** Nobody is there to be written to. */
  void clientGone();
}
