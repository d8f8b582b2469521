// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.A2aConfig;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Where push notifications may go. Clients say where, so without this the server would call for
 * them what only it can reach. Looking names up takes its time.
 */
@Singleton
final class PushTargets {
  private final boolean anywhere;

  @Inject
  PushTargets(A2aConfig config) {
    anywhere = requireNonNull(config, "config is null").pushToPrivateAddresses();
  }

  /**
   * The address, when notifications may go there. Asked once more before each is sent: what a name
   * stands for may have changed. Java remembers the answer long enough for the connection to go
   * where the check looked.
   *
   * @throws ServerException {@code INVALID_REQUEST} when they may not
   */
  URI check(String url) {
    URI target = parse(url);
    if (!anywhere && !isPublic(target.getHost())) {
      throw refusal(
          "it is not a public address, and HAYHOOKS_A2A_PUSH_TO_PRIVATE_ADDRESSES is false");
    }
    return target;
  }

  private static URI parse(String url) {
    try {
      URI target = new URI(url);
      boolean http =
          "http".equalsIgnoreCase(target.getScheme())
              || "https".equalsIgnoreCase(target.getScheme());
      if (http && target.getHost() != null && target.getUserInfo() == null) {
        return target;
      }
    } catch (URISyntaxException e) {
      // told below
    }
    throw refusal("it must begin with http:// or https:// and a host");
  }

  private static boolean isPublic(String host) {
    try {
      String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      return Arrays.stream(InetAddress.getAllByName(name)).allMatch(PushTargets::isPublic);
    } catch (UnknownHostException e) {
      return false;
    }
  }

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    return address instanceof Inet4Address ? isPublic4(first, second, bytes[2]) : isPublic6(bytes);
  }

  /** Not this network, shared, protocol assignments, benchmarks, reserved. */
  private static boolean isPublic4(int first, int second, int third) {
    return first != 0
        && first < 240
        && !(first == 100 && second >= 64 && second < 128)
        && !(first == 192 && second == 0 && third == 0)
        && !(first == 198 && (second == 18 || second == 19));
  }

  /** Global unicast only, and of that nothing that stands for an address of IPv4. */
  private static boolean isPublic6(byte[] bytes) {
    boolean global = (bytes[0] & 0xE0) == 0x20;
    boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
    boolean teredo = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0;
    return global && !sixToFour && !teredo;
  }

  private static ServerException refusal(String why) {
    return new ServerException(ErrorCode.INVALID_REQUEST, "Invalid push notification URL: " + why);
  }
}
