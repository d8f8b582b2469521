// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import io.hayhooks.config.PoolConfig;
import io.hayhooks.config.Settings;
import io.hayhooks.engine.python.wire.Ready;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.util.Optional;

/** How many workers a pool keeps, and how many it may have. */
record PoolSize(int least, int most) {
  private static final int LIMIT = 256;

  /**
   * As the wrapper has it, else as configured; asking for a larger least number raises the most.
   *
   * @throws ServerException {@code PIPELINE_NOT_LOADABLE} when the wrapper's numbers are none
   */
  static PoolSize of(Ready ready, PoolConfig config) {
    int least = number("workers_min", ready.workersMin(), 0).orElse(config.workersMin());
    int most = number("workers_max", ready.workersMax(), 1).orElse(config.workersMax());
    if (ready.workersMax().isPresent() && least > most) {
      if (ready.workersMin().isPresent()) {
        throw wrong("workers_min is %d, which is more than workers_max, %d".formatted(least, most));
      }
      least = most;
    }
    return new PoolSize(least, Math.max(least, most));
  }

  private static Optional<Integer> number(String name, Optional<String> value, int min) {
    try {
      return value.map(text -> Settings.parseCount(text, min, LIMIT));
    } catch (IllegalArgumentException e) {
      throw wrong(
          "%s is '%s', but must be 'auto' or a whole number from %d to %d"
              .formatted(name, value.orElse(""), min, LIMIT));
    }
  }

  private static ServerException wrong(String message) {
    return new ServerException(ErrorCode.PIPELINE_NOT_LOADABLE, message + " (PipelineWrapper)");
  }
}
