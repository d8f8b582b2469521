// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;

/** What agents may take that come by the Model Context Protocol, and where they may come from. */
@Singleton
public final class McpConfig {
  private static final int MOST_SESSIONS = 1_000_000;
  private static final String MAX_CONTENT_SIZE = "HAYHOOKS_MCP_MAX_CONTENT_SIZE";

  private final List<String> allowedHosts;
  private final Duration sessionTimeout;
  private final int maxSessions;
  private final long maxContentSize;

  @Inject
  public McpConfig(Settings settings) {
    allowedHosts = settings.list("HAYHOOKS_MCP_ALLOWED_HOSTS");
    sessionTimeout = settings.duration("HAYHOOKS_MCP_SESSION_TIMEOUT");
    maxSessions = settings.number("HAYHOOKS_MCP_MAX_SESSIONS", 1, MOST_SESSIONS);
    maxContentSize = settings.bytes(MAX_CONTENT_SIZE);
    if (maxContentSize > Integer.MAX_VALUE / 2) { // Base64 has to fit into one array
      throw new IllegalArgumentException(
          "%s is '%s', but must be less than 1GiB"
              .formatted(MAX_CONTENT_SIZE, settings.text(MAX_CONTENT_SIZE)));
    }
  }

  /** Names by which clients may call this server, beside those of the loopback addresses. */
  public List<String> allowedHosts() {
    return allowedHosts;
  }

  /** How long a session may have nothing to do before it ends; zero for ever. */
  public Duration sessionTimeout() {
    return sessionTimeout;
  }

  /** Most sessions at once. */
  public int maxSessions() {
    return maxSessions;
  }

  /** Bytes of the largest file or stream in a tool's result. */
  public long maxContentSize() {
    return maxContentSize;
  }
}
