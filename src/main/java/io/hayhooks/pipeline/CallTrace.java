// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import io.hayhooks.error.ServerException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * The trace that a call belongs to, as its engine sees it. No method blocks, and none fails: what a
 * trace has no room for is left out.
 */
public interface CallTrace {
  /** That of a call which nobody traces. */
  CallTrace NONE = new Untraced();

  /** Whether anybody wants to hear of the call. */
  boolean isOn();

  /** The call's span, as the header {@code traceparent} of W3C's Trace Context names it. */
  String parent();

  /** What the caller sent as {@code tracestate}; empty for nothing. */
  String state();

  /** The id of the request that the call answers; empty for none. */
  String requestId();

  /** The answer is a stream, with this head. */
  void streams(RunHead head);

  /** What the worker tells of its spans (adr/0001); not kept beyond the call of this method. */
  void spans(ByteBuffer payload);

  /** The call has ended; {@code outcome} as in the metrics. Only the first time counts. */
  void ended(String outcome, Optional<ServerException> failure);
}
