// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunHead;
import java.util.List;
import java.util.Optional;

/**
 * What a trace has at a moment.
 *
 * @param nanos how long it took, or has taken so far
 * @param outcome empty while it goes on
 * @param payloads what the worker said, in order
 * @param truncated whether the worker said more than there was room for
 */
record TraceMoment(
    boolean ended,
    long nanos,
    String outcome,
    Optional<ServerException> failure,
    Optional<RunHead> stream,
    List<byte[]> payloads,
    boolean truncated) {
  private static final String OK = "ok";

  TraceMoment {
    requireNonNull(outcome, "outcome is null");
    requireNonNull(failure, "failure is null");
    requireNonNull(stream, "stream is null");
  }

  boolean failed() {
    return ended && !outcome.equals(OK);
  }
}
