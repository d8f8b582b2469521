// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.LauncherConfig;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that the server is to listen on, and what the start tells of it.
 *
 * @param addresses where it listens
 * @param urls where it is reached
 * @param places further lines that tell of URLs
 */
record Doors(List<InetSocketAddress> addresses, Urls urls, Map<String, String> places) {
  Doors {
    addresses = List.copyOf(addresses);
    requireNonNull(urls, "urls is null");
    places = Map.copyOf(places);
  }

  /** The server's own port. */
  static Doors ordinary(LauncherConfig config) {
    return of(door(config));
  }

  private static Door door(LauncherConfig config) {
    return new Door(config.host(), config.port(), "HAYHOOKS_HOST", "HAYHOOKS_PORT");
  }

  private static Doors of(Door door) {
    List<InetSocketAddress> addresses = ListenAddresses.free(door);
    return new Doors(addresses, new Urls(door, addresses.get(0).getAddress()), Map.of());
  }

  /**
   * A further door. It must be free; the server's own is left alone where it is not, as another
   * server may be behind it.
   *
   * @param places what is to be found behind it, by name: paths
   */
  static Doors with(LauncherConfig config, Door door, Map<String, String> places) {
    Doors further = of(door);
    Doors own = door.port() == config.port() ? further : ownOr(further, config);
    List<InetSocketAddress> addresses = new ArrayList<>(further.addresses);
    own.addresses.stream().filter(one -> !addresses.contains(one)).forEach(addresses::add);
    Map<String, String> lines = new TreeMap<>();
    places.forEach((name, path) -> lines.put(name, further.urls.shown() + path));
    return new Doors(addresses, own.urls, lines);
  }

  private static Doors ownOr(Doors further, LauncherConfig config) {
    try {
      return ordinary(config);
    } catch (LaunchException e) {
      System.err.printf("%s; only %s is served%n", e.getMessage(), further.urls.shown());
      return further;
    }
  }
}
