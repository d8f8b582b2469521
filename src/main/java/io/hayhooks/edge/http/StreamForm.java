// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunChunk;

/**
 * How a stream looks to its client. One instance serves one stream; calls come one after the other.
 */
public interface StreamForm {
  /** Writes one chunk. */
  void chunk(RunChunk chunk, Bytes out);

  /** Writes what closes a stream that went well. */
  void end(Bytes out);

  /** Whether this form has words for a failure; else the connection is cut. */
  default boolean tellsFailures() {
    return true;
  }

  /** Writes what tells of a failure after the stream began. */
  void failure(ServerException failure, Bytes out);

  /** Writes something that clients skip, if this form has such a thing. */
  void heartbeat(Bytes out);
}
