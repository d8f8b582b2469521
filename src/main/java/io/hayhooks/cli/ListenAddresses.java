// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which addresses a host name stands for, and whether the port is free on them. */
final class ListenAddresses {
  private ListenAddresses() {}

  /**
   * The addresses of a door's host that belong to this machine; {@code localhost} is usually two.
   *
   * @throws LaunchException when there is none, or when the port is taken
   */
  static List<InetSocketAddress> free(Door door) {
    List<InetSocketAddress> free = new ArrayList<>();
    for (InetAddress address : resolve(door)) {
      if (isFree(door, address)) {
        free.add(new InetSocketAddress(address, door.port()));
      }
    }
    if (free.isEmpty()) {
      throw failed(
          "'%s' is no address of this machine; set %s".formatted(door.host(), door.hostSetting()),
          null);
    }
    return free;
  }

  private static List<InetAddress> resolve(Door door) {
    try {
      return Arrays.stream(InetAddress.getAllByName(door.host())).distinct().toList();
    } catch (UnknownHostException e) {
      throw failed("No host is named '%s'; set %s".formatted(door.host(), door.hostSetting()), e);
    }
  }

  private static boolean isFree(Door door, InetAddress address) {
    try (ServerSocket probe = new ServerSocket(door.port(), 1, address)) {
      return probe.isBound();
    } catch (BindException e) {
      String reason = String.valueOf(e.getMessage());
      if (reason.toLowerCase(Locale.ROOT).contains("in use")) {
        throw failed(
            "Port %d of %s is in use; choose another with --port or %s"
                .formatted(door.port(), door.host(), door.portSetting()),
            e);
      }
      if (reason.toLowerCase(Locale.ROOT).contains("permission denied")) {
        throw failed(
            "Not allowed to listen on port %d of %s".formatted(door.port(), door.host()), e);
      }
      return false; // an address of another machine, or IPv6 where there is none
    } catch (IOException e) {
      return false; // as above: an address family that is switched off
    }
  }

  private static LaunchException failed(String message, Throwable cause) {
    return new LaunchException(LaunchException.FAILED, message, cause);
  }
}
