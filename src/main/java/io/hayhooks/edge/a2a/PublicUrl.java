// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.A2aConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The server's address as a client knows it: as configured, or what a proxy says of itself, or what
 * the client called. A client that lies about that only misleads itself.
 */
@Singleton
final class PublicUrl {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~\\[\\]:-]{1,255}");
  private static final Pattern PREFIX = Pattern.compile("(/[A-Za-z0-9._~%-]+)*");
  private static final Pattern PROTOCOL = Pattern.compile("https?");

  private final Optional<String> configured;

  @Inject
  PublicUrl(A2aConfig config) {
    configured = requireNonNull(config, "config is null").externalUrl();
  }

  /** Without a slash at the end. */
  String of(HttpServletRequest request) {
    return configured.orElseGet(() -> called(request));
  }

  private static String called(HttpServletRequest request) {
    String protocol = told(request, "X-Forwarded-Proto", PROTOCOL).orElseGet(request::getScheme);
    String host =
        told(request, "X-Forwarded-Host", HOST)
            .or(() -> told(request, "Host", HOST))
            .orElseGet(() -> request.getServerName() + ":" + request.getServerPort());
    String prefix = told(request, "X-Forwarded-Prefix", PREFIX).orElse("");
    return protocol + "://" + host + prefix + request.getContextPath();
  }

  /** The first of the proxies' words, the outermost one's. */
  private static Optional<String> told(HttpServletRequest request, String header, Pattern form) {
    return Optional.ofNullable(request.getHeader(header))
        .map(value -> value.split(",", 2)[0].strip().replaceFirst("/+$", ""))
        .filter(value -> !value.isEmpty() && form.matcher(value).matches());
  }
}
