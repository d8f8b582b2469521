// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import io.hayhooks.config.HttpConfig;
import io.hayhooks.error.Causes;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The one mapper from failures to what a client sees. */
@Singleton
public final class ErrorAnswers {
  private static final Logger LOG = Logger.getLogger(ErrorAnswers.class.getName());
  private static final String RETRY_AFTER = "Retry-After";

  private final int validationStatus;

  @Inject
  public ErrorAnswers(HttpConfig config) {
    validationStatus = config.validationStatus();
  }

  /** What to answer; a failure that is not meant for clients is logged and hidden. */
  public ErrorAnswer of(Throwable failure) {
    return of(forClients(failure));
  }

  private ErrorAnswer of(ServerException failure) {
    ServerException shown = isMismatch(failure) ? withStatus(failure) : failure;
    Map<String, String> headers = new HashMap<>(shown.headers());
    boolean passing = shown.code() != ErrorCode.CANCELLED;
    if (passing && (shown.status() == 503 || shown.status() == 429)) {
      headers.putIfAbsent(RETRY_AFTER, "1");
    }
    return new ErrorAnswer(shown.status(), headers, ErrorBody.of(shown));
  }

  /**
   * Whether fields are wrong, and not the whole body unreadable, which is 400 for Hayhooks, too.
   */
  private static boolean isMismatch(ServerException failure) {
    return failure.code() == ErrorCode.INVALID_REQUEST
        && !(failure.detail() instanceof CharSequence);
  }

  private ServerException withStatus(ServerException failure) {
    return new ServerException(
        failure.code(),
        validationStatus,
        failure.getMessage(),
        failure.detail(),
        failure.headers(),
        failure.getCause());
  }

  private static ServerException forClients(Throwable failure) {
    Throwable cause = Causes.of(failure);
    if (cause instanceof ServerException known) {
      return known;
    }
    LOG.log(Level.SEVERE, "A request failed in a way that nobody foresaw", cause);
    return new ServerException(
        ErrorCode.INTERNAL_ERROR, "Internal server error; the server's log says more", cause);
  }
}
