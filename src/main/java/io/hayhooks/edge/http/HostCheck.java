// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Keeps foreign web pages away from what answers anybody who can reach it. A browser on this
 * machine reaches a server that listens here only, and a page can make its own host name point here
 * ("DNS rebinding"); the names in the Host and Origin headers give it away. A page could forge the
 * headers of a proxy, so these prove nothing: names that a proxy passes on must be configured.
 */
@Singleton
public final class HostCheck {
  private static final String ANY = "*";

  private final CorsPolicy cors;

  @Inject
  public HostCheck(CorsPolicy cors) {
    this.cors = requireNonNull(cors, "cors is null");
  }

  /**
   * Why a request is not answered; empty when it is.
   *
   * @param allowed host names that are known to be this server's, without ports; * for any
   */
  public Optional<String> refusal(HttpServletRequest request, List<String> allowed) {
    if (allowed.contains(ANY)) {
      return Optional.empty();
    }
    String host = request.getHeader("Host");
    if (Caller.isLoopback(request.getRemoteAddr())
        && !Caller.isLocalHost(host)
        && !isNamed(host, allowed)) {
      return Optional.of(
          "Invalid Host header: '%s' is not known to be this server".formatted(host));
    }
    String origin = request.getHeader("Origin");
    boolean known =
        origin == null
            || Caller.isSameOrigin(origin, host)
            || isNamed(authority(origin), allowed)
            || cors.allows(origin);
    return known
        ? Optional.empty()
        : Optional.of("Invalid Origin header: '%s' may not call this server".formatted(origin));
  }

  private static boolean isNamed(String authority, List<String> allowed) {
    if (authority == null) {
      return false;
    }
    String lower = authority.toLowerCase(Locale.ROOT);
    String name = lower.replaceFirst(":\\d*$", "");
    return allowed.stream()
        .map(host -> host.toLowerCase(Locale.ROOT))
        .anyMatch(host -> host.equals(lower) || host.equals(name));
  }

  private static String authority(String origin) {
    try {
      return URI.create(origin).getRawAuthority();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
