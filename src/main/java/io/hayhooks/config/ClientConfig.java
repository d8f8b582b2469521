// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Which server the command line talks to, and as whom. */
@Singleton
public final class ClientConfig {
  private final String host;
  private final int port;
  private final boolean https;
  private final boolean anyCertificate;
  private final Optional<String> apiKey;
  private final List<String> ignoredFiles;
  private final Optional<String> dashboardToken;
  private final Optional<String> dashboardApiKey;
  private final String dashboardApiKeyHeader;

  @Inject
  public ClientConfig(Settings settings) {
    host = settings.text("HAYHOOKS_HOST");
    port = settings.number("HAYHOOKS_PORT", 1, 65_535);
    https = settings.flag("HAYHOOKS_USE_HTTPS");
    anyCertificate = settings.flag("HAYHOOKS_DISABLE_SSL");
    apiKey = settings.optionalText("HAYHOOKS_API_KEY");
    ignoredFiles = settings.list("HAYHOOKS_FILES_TO_IGNORE_PATTERNS");
    dashboardToken = settings.optionalText("HAYHOOKS_DASHBOARD_TOKEN");
    dashboardApiKey = settings.optionalText("HAYHOOKS_DASHBOARD_API_KEY");
    dashboardApiKeyHeader = settings.text("HAYHOOKS_DASHBOARD_API_KEY_HEADER");
  }

  public String host() {
    return host;
  }

  public int port() {
    return port;
  }

  public boolean https() {
    return https;
  }

  /** Whether the server's certificate is taken unseen. */
  public boolean anyCertificate() {
    return anyCertificate;
  }

  /** Sent as a bearer token. */
  public Optional<String> apiKey() {
    return apiKey;
  }

  /** Patterns of names that are not sent when a directory is deployed. */
  public List<String> ignoredFiles() {
    return ignoredFiles;
  }

  /** Sent as a bearer token by the dashboard, instead of the API key. */
  public Optional<String> dashboardToken() {
    return dashboardToken;
  }

  /** A key that a proxy before the server asks of the dashboard. */
  public Optional<String> dashboardApiKey() {
    return dashboardApiKey;
  }

  /** The header for it. */
  public String dashboardApiKeyHeader() {
    return dashboardApiKeyHeader;
  }
}
