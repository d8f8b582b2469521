// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.run;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.RunConfig;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.Deadline;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Says by when a call must have ended: as configured, or sooner if its caller wants that. */
@Singleton
public final class Deadlines {
  /** The header with which a caller asks for less; in seconds. */
  public static final String HEADER = "X-Request-Timeout";

  private static final double LONGEST_SECONDS = 1e9;

  private final Duration limit;

  @Inject
  public Deadlines(RunConfig config) {
    limit = requireNonNull(config, "config is null").timeout();
  }

  /**
   * The deadline of a call.
   *
   * @param arrival when it came, as {@link System#nanoTime()}
   * @param wanted what the header says
   * @throws ServerException {@code INVALID_REQUEST} when that is no time
   */
  public Deadline of(long arrival, Optional<String> wanted) {
    Duration timeout = wanted.map(Deadlines::parse).filter(this::isLess).orElse(limit);
    return Deadline.after(arrival, timeout);
  }

  private boolean isLess(Duration wanted) {
    return limit.isZero() || wanted.compareTo(limit) < 0;
  }

  private static Duration parse(String seconds) {
    try {
      double number = Double.parseDouble(seconds.strip());
      if (number > 0 && number <= LONGEST_SECONDS) {
        return Duration.ofNanos(Math.max(1, (long) (number * 1e9)));
      }
    } catch (NumberFormatException e) {
      // told below
    }
    throw new ServerException(
        ErrorCode.INVALID_REQUEST,
        "%s is '%s', but must be a number of seconds above 0".formatted(HEADER, seconds));
  }
}
