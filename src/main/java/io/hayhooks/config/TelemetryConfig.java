// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where traces are sent to, by OpenTelemetry's own names. */
@Singleton
public final class TelemetryConfig {
  private static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  private static final String TRACES_ENDPOINT = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";

  private final Optional<URI> endpoint;
  private final Map<String, String> headers;
  private final Map<String, String> resource;
  private final Duration timeout;

  @Inject
  public TelemetryConfig(Settings settings) {
    boolean off =
        settings.text("OTEL_SDK_DISABLED").equalsIgnoreCase("true")
            || settings.text("OTEL_TRACES_EXPORTER").equals("none");
    endpoint = off ? Optional.empty() : endpoint(settings);
    headers = pairs("OTEL_EXPORTER_OTLP_HEADERS", settings);
    headers.putAll(pairs("OTEL_EXPORTER_OTLP_TRACES_HEADERS", settings));
    resource = new LinkedHashMap<>(Map.of("service.name", "hayhooks"));
    resource.putAll(pairs("OTEL_RESOURCE_ATTRIBUTES", settings));
    settings
        .optionalText("OTEL_SERVICE_NAME")
        .ifPresent(name -> resource.put("service.name", name));
    timeout = Duration.ofMillis(settings.number("OTEL_EXPORTER_OTLP_TIMEOUT", 1, 600_000));
  }

  private static Optional<URI> endpoint(Settings settings) {
    Optional<URI> own =
        settings.optionalText(TRACES_ENDPOINT).map(url -> url(TRACES_ENDPOINT, url));
    return own.or(
        () ->
            settings
                .optionalText(ENDPOINT)
                .map(url -> url(ENDPOINT, url.replaceFirst("/+$", "") + "/v1/traces")));
  }

  private static URI url(String key, String url) {
    try {
      URI uri = URI.create(url.strip());
      if (uri.getHost() != null && uri.getScheme().matches("https?")) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw wrong(key, url, e);
    }
    throw wrong(key, url, null);
  }

  private static IllegalArgumentException wrong(String key, String url, Exception cause) {
    return new IllegalArgumentException(
        "%s is '%s', but must be a URL such as http://localhost:4318".formatted(key, url), cause);
  }

  /** Reads {@code name=value,name=value} with percent-encoded values. */
  private static Map<String, String> pairs(String key, Settings settings) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String pair : settings.text(key).split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        pairs.put(pair.substring(0, equals).strip(), decoded(pair.substring(equals + 1).strip()));
      } else if (!pair.isBlank()) {
        throw new IllegalArgumentException(
            "%s has '%s', but must be name=value, separated by commas".formatted(key, pair));
      }
    }
    return pairs;
  }

  private static String decoded(String value) {
    return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** The full address of a collector that takes OTLP over HTTP; empty: nothing is sent. */
  public Optional<URI> endpoint() {
    return endpoint;
  }

  /** Header fields for it. */
  public Map<String, String> headers() {
    return Map.copyOf(headers);
  }

  /** What is said of this server; {@code service.name} is among it. */
  public Map<String, String> resource() {
    return Map.copyOf(resource);
  }

  /** How long one delivery may take. */
  public Duration timeout() {
    return timeout;
  }
}
