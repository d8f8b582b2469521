// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Flow;

/**
 * An answer that comes piece by piece. The publisher takes exactly one subscriber; nothing is
 * produced beyond what it requests, so a slow reader slows the pipeline and not the server's
 * memory. Cancelling the subscription cancels the work. {@code onError} always brings a {@link
 * io.hayhooks.error.ServerException}.
 */
public record RunStream(RunHead head, Flow.Publisher<RunChunk> chunks) implements RunResult {
  public RunStream {
    requireNonNull(head, "head is null");
    requireNonNull(chunks, "chunks is null");
  }

  /** Says that nobody wants the stream. */
  public void discard() {
    chunks.subscribe(new Discard());
  }
}
