// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Where the server is reached.
 *
 * @param shown the base URL as a person would type it
 * @param probed the base URL for the check that the server answers
 */
record Urls(String shown, String probed) {
  Urls(Door door, InetAddress address) {
    this(
        base(address.isAnyLocalAddress() ? "localhost" : bracketed(door.host()), door.port()),
        base(bracketed(loopbackOf(address)), door.port()));
  }

  private static String loopbackOf(InetAddress address) {
    if (!address.isAnyLocalAddress()) {
      return address.getHostAddress();
    }
    return address instanceof Inet6Address ? "::1" : "127.0.0.1";
  }

  private static String bracketed(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  private static String base(String host, int port) {
    return "http://%s:%d".formatted(host, port);
  }
}
