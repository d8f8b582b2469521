// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/**
 * Which server is meant, and who asks.
 *
 * @param base URL without a slash at the end, with the path prefix of a proxy if there is one
 * @param headers sent with every request, such as credentials
 * @param anyCertificate whether the server's certificate is taken unseen
 */
public record ServerAddress(URI base, Map<String, String> headers, boolean anyCertificate) {
  public ServerAddress {
    requireNonNull(base, "base is null");
    headers = Map.copyOf(headers);
  }

  /**
   * Reads a base URL.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static URI parse(String url) {
    try {
      URI uri = new URI(url.strip().replaceFirst("/+$", ""));
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      if ((http || "https".equalsIgnoreCase(uri.getScheme())) && uri.getHost() != null) {
        return uri;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("'%s' is no URL".formatted(url), e);
    }
    throw new IllegalArgumentException(
        "'%s' is no URL such as http://localhost:1416".formatted(url));
  }

  /** The URL of a server by host and port; one that listens everywhere is reached here. */
  public static URI of(boolean https, String host, int port) {
    String reached = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    String bracketed = reached.contains(":") ? "[" + reached + "]" : reached;
    return parse("%s://%s:%d".formatted(https ? "https" : "http", bracketed, port));
  }
}
