// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.time.Duration;
import java.util.Map;

/** The errors that say: not now, try again. */
final class Unavailable {
  private static final Duration SOON = Duration.ofSeconds(1);

  private Unavailable() {}

  /** Nobody works for the pipeline any more. */
  static ServerException stopped(String pipeline) {
    return stopped(Subject.pipeline(pipeline));
  }

  /** Nobody works for the pipeline or group any more. */
  static ServerException stopped(Subject subject) {
    return because(subject.first() + " was stopped");
  }

  static ServerException because(String message) {
    return because(message, SOON);
  }

  static ServerException because(String message, Duration retryAfter) {
    long seconds = Math.max(1, retryAfter.plusMillis(999).toSeconds());
    return new ServerException(
        ErrorCode.UNAVAILABLE,
        ErrorCode.UNAVAILABLE.status(),
        message,
        message,
        Map.of("Retry-After", Long.toString(seconds)),
        null);
  }
}
