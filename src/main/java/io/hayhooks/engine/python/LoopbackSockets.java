// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** Ports of the loopback address, one for each worker until it has connected. */
final class LoopbackSockets implements WorkerSockets {
  private final AtomicLong lastNumber = new AtomicLong();

  @Override
  public WorkerSocket bind(String token) throws IOException {
    return LoopbackSocket.bind(Long.toString(lastNumber.incrementAndGet()), token);
  }

  @Override
  public void delete() {}
}
