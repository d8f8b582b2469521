// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What a call may take. */
@Singleton
public final class RunConfig {
  private final Duration timeout;

  @Inject
  public RunConfig(Settings settings) {
    timeout = settings.duration("HAYHOOKS_RUN_TIMEOUT");
  }

  /** Longest time of a call, from its arrival; zero for no limit. */
  public Duration timeout() {
    return timeout;
  }
}
