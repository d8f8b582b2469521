// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who sends a request, as far as that can be told. A loopback address alone is no proof: a reverse
 * proxy has one, and so has the browser of somebody who looks at a foreign page. Proxies are known
 * by the headers they add or, when they add none, by the old protocol or the name they were called
 * by; foreign pages by their origin, or by a host name that they made point here.
 *
 * @param address the address of the connection's other end, in numbers
 * @param protocol such as {@code HTTP/1.1}
 * @param host the Host header, or null
 * @param origin the Origin header, or null
 * @param headers the names of all headers
 */
record Caller(String address, String protocol, String host, String origin, List<String> headers) {
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[^/]*");
  private static final Pattern LOCAL_HOST =
      Pattern.compile("(?i)(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");
  private static final Set<String> FORWARDING = Set.of("forwarded", "via", "x-real-ip");
  private static final String FORWARDING_PREFIX = "x-forwarded";

  Caller {
    requireNonNull(address, "address is null");
    requireNonNull(protocol, "protocol is null");
    headers = List.copyOf(headers);
  }

  /** Why the caller cannot be taken for one on this machine; empty when it can. */
  Optional<String> whyNotLocal() {
    if (!isLoopback(address)) {
      return Optional.of("the request did not come from a loopback address");
    }
    if (protocol.equals("HTTP/1.0") || headers.stream().anyMatch(Caller::isForwarding)) {
      return Optional.of("the request came through a proxy");
    }
    if (!isLocalHost(host)) {
      return Optional.of("the request's Host header is not localhost");
    }
    if (origin != null && !isSameOrigin(origin, host)) {
      return Optional.of("the request comes from a page of another origin");
    }
    return Optional.empty();
  }

  /** Whether a connection's other end is on this machine. */
  static boolean isLoopback(String address) {
    try {
      return NUMERIC.matcher(address).matches()
          && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static boolean isForwarding(String header) {
    String name = header.toLowerCase(Locale.ROOT);
    return FORWARDING.contains(name) || name.startsWith(FORWARDING_PREFIX);
  }

  /** Whether a Host header names this machine for itself. */
  static boolean isLocalHost(String host) {
    return host != null && LOCAL_HOST.matcher(host).matches();
  }

  /** Whether a page was loaded from the host that it calls. */
  static boolean isSameOrigin(String origin, String host) {
    return origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host);
  }
}
