// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What the HTTP edges accept. */
@Singleton
public final class HttpConfig {
  private final int validationStatus;
  private final long maxBodySize;
  private final boolean allowAnonymousDeploy;
  private final Duration heartbeatInterval;
  private final Duration clientCheckInterval;

  @Inject
  public HttpConfig(Settings settings) {
    validationStatus = validationStatus(settings);
    maxBodySize = settings.bytes("HAYHOOKS_MAX_BODY_SIZE");
    allowAnonymousDeploy = settings.flag("HAYHOOKS_ALLOW_ANONYMOUS_DEPLOY");
    heartbeatInterval = settings.duration("HAYHOOKS_HEARTBEAT_INTERVAL");
    clientCheckInterval = settings.duration("HAYHOOKS_CLIENT_CHECK_INTERVAL");
  }

  private static int validationStatus(Settings settings) {
    int status = settings.number("HAYHOOKS_VALIDATION_STATUS", 400, 422);
    if (status != 400 && status != 422) {
      throw new IllegalArgumentException(
          "HAYHOOKS_VALIDATION_STATUS is '%d', but must be 400 or 422".formatted(status));
    }
    return status;
  }

  /** The status of an answer to a request that does not match its schema: 400 or 422. */
  public int validationStatus() {
    return validationStatus;
  }

  /** Bytes of the largest request body. */
  public long maxBodySize() {
    return maxBodySize;
  }

  /** Whether callers beyond this machine may deploy without credentials. */
  public boolean allowAnonymousDeploy() {
    return allowAnonymousDeploy;
  }

  /** Time between comments in a silent event stream. */
  public Duration heartbeatInterval() {
    return heartbeatInterval;
  }

  /** Time between looks for clients that left while they were owed an answer; zero: never. */
  public Duration clientCheckInterval() {
    return clientCheckInterval;
  }
}
