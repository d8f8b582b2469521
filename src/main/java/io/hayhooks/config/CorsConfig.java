// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Which pages of other origins may call from a browser. By default none may. */
@Singleton
public final class CorsConfig {
  /** Stands for any origin, method or header. */
  public static final String ANY = "*";

  private static final String ORIGIN_REGEX = "HAYHOOKS_CORS_ALLOW_ORIGIN_REGEX";
  private static final int LONGEST_AGE = 86_400;

  private final List<String> allowOrigins;
  private final Optional<Pattern> allowOriginRegex;
  private final List<String> allowMethods;
  private final List<String> allowHeaders;
  private final boolean allowCredentials;
  private final List<String> exposeHeaders;
  private final int maxAge;

  @Inject
  public CorsConfig(Settings settings) {
    allowOrigins = settings.list("HAYHOOKS_CORS_ALLOW_ORIGINS");
    allowOriginRegex = settings.optionalText(ORIGIN_REGEX).map(CorsConfig::pattern);
    allowMethods = settings.list("HAYHOOKS_CORS_ALLOW_METHODS");
    allowHeaders = settings.list("HAYHOOKS_CORS_ALLOW_HEADERS");
    allowCredentials = settings.flag("HAYHOOKS_CORS_ALLOW_CREDENTIALS");
    exposeHeaders = settings.list("HAYHOOKS_CORS_EXPOSE_HEADERS");
    maxAge = settings.number("HAYHOOKS_CORS_MAX_AGE", 0, LONGEST_AGE);
  }

  private static Pattern pattern(String value) {
    try {
      return Pattern.compile(value);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "%s is '%s', but must be a regular expression: %s"
              .formatted(ORIGIN_REGEX, value, e.getDescription()),
          e);
    }
  }

  public List<String> allowOrigins() {
    return allowOrigins;
  }

  /** Further origins: those that match as a whole. */
  public Optional<Pattern> allowOriginRegex() {
    return allowOriginRegex;
  }

  public List<String> allowMethods() {
    return allowMethods;
  }

  public List<String> allowHeaders() {
    return allowHeaders;
  }

  public boolean allowCredentials() {
    return allowCredentials;
  }

  /** Response headers that a page may read. */
  public List<String> exposeHeaders() {
    return exposeHeaders;
  }

  /** Seconds for which a browser may remember a preflight answer. */
  public int maxAge() {
    return maxAge;
  }
}
