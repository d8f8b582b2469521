// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static io.hayhooks.config.CorsConfig.ANY;
import static java.util.Objects.requireNonNull;

import io.hayhooks.config.CorsConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Decides what a page of another origin may do, and in which headers a browser is told so. */
@Singleton
public final class CorsPolicy {
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String ALL_METHODS = "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, QUERY";

  /** Every page may send these. */
  private static final List<String> SAFE_HEADERS =
      List.of("Accept", "Accept-Language", "Content-Language", "Content-Type");

  private final CorsConfig config;
  private final boolean anyOrigin;

  /**
   * The answer to a preflight request.
   *
   * @param refusals what is not allowed: origin, method, headers; empty when all is
   */
  record Preflight(Map<String, String> headers, List<String> refusals) {
    Preflight {
      headers = Map.copyOf(headers);
      refusals = List.copyOf(refusals);
    }
  }

  @Inject
  public CorsPolicy(CorsConfig config) {
    this.config = requireNonNull(config, "config is null");
    anyOrigin = config.allowOrigins().contains(ANY);
  }

  /** Whether any other origin may call at all. */
  boolean isOpen() {
    return !config.allowOrigins().isEmpty() || config.allowOriginRegex().isPresent();
  }

  /** Headers for the answer to a request from {@code origin}; none when it is not allowed. */
  Map<String, String> headers(String origin) {
    if (!allows(origin)) {
      return Map.of();
    }
    Map<String, String> headers = granted(origin);
    if (!config.exposeHeaders().isEmpty()) {
      headers.put("Access-Control-Expose-Headers", String.join(", ", config.exposeHeaders()));
    }
    return headers;
  }

  /**
   * Answers a browser that asks before it sends a request.
   *
   * @param wantedHeaders comma-separated, or null
   */
  Preflight preflight(String origin, String wantedMethod, String wantedHeaders) {
    List<String> refusals = new ArrayList<>();
    Map<String, String> headers = allows(origin) ? granted(origin) : new LinkedHashMap<>();
    if (headers.isEmpty()) {
      refusals.add("origin");
    }
    if (!config.allowMethods().contains(ANY) && !config.allowMethods().contains(wantedMethod)) {
      refusals.add("method");
    }
    if (!allowsHeaders(wantedHeaders)) {
      refusals.add("headers");
    }
    headers.put("Access-Control-Allow-Methods", methods());
    headers.put("Access-Control-Max-Age", Integer.toString(config.maxAge()));
    String allowedHeaders =
        config.allowHeaders().contains(ANY) ? wantedHeaders : String.join(", ", listedHeaders());
    if (allowedHeaders != null) {
      headers.put("Access-Control-Allow-Headers", allowedHeaders);
    }
    return new Preflight(headers, refusals);
  }

  /** Whether pages of {@code origin} may call. */
  boolean allows(String origin) {
    return anyOrigin
        || config.allowOrigins().contains(origin)
        || config.allowOriginRegex().filter(regex -> regex.matcher(origin).matches()).isPresent();
  }

  private Map<String, String> granted(String origin) {
    Map<String, String> headers = new LinkedHashMap<>();
    // a browser refuses "any origin" together with credentials
    headers.put(ALLOW_ORIGIN, anyOrigin && !config.allowCredentials() ? ANY : origin);
    if (config.allowCredentials()) {
      headers.put("Access-Control-Allow-Credentials", "true");
    }
    return headers;
  }

  private String methods() {
    return config.allowMethods().contains(ANY)
        ? ALL_METHODS
        : String.join(", ", config.allowMethods());
  }

  private boolean allowsHeaders(String wanted) {
    if (wanted == null || config.allowHeaders().contains(ANY)) {
      return true;
    }
    Set<String> listed = listedHeaders();
    return Arrays.stream(wanted.split(",", -1))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .allMatch(name -> name.isEmpty() || listed.contains(name));
  }

  private Set<String> listedHeaders() {
    Set<String> listed = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    listed.addAll(SAFE_HEADERS);
    listed.addAll(config.allowHeaders());
    return listed;
  }
}
