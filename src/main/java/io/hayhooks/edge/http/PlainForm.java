// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunChunk;

/** Bytes as they are. They leave no room for anything else, so a failure can only cut them off. */
public final class PlainForm implements StreamForm {
  @Override
  public void chunk(RunChunk chunk, Bytes out) {
    out.put(chunk.data());
  }

  @Override
  public void end(Bytes out) {}

  @Override
  public boolean tellsFailures() {
    return false;
  }

  @Override
  public void failure(ServerException failure, Bytes out) {}

  @Override
  public void heartbeat(Bytes out) {}
}
