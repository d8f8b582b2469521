// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

/**
 * A request as its client sent it, before any proxy that is believed.
 *
 * @param address the client's, in digits
 * @param protocol http or https
 * @param host what the client called, with a port unless it is the protocol's
 * @param prefix the path below which the client sees this application; empty at the root
 */
public record Forwarded(String address, String protocol, String host, String prefix) {
  /** Nothing may be missing. */
  public Forwarded {
    requireNonNull(address, "address is null");
    requireNonNull(protocol, "protocol is null");
    requireNonNull(host, "host is null");
    requireNonNull(prefix, "prefix is null");
  }

  /** The application's address, without a slash at the end. */
  public String url() {
    return protocol + "://" + host + prefix;
  }
}
