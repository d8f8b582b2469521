// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Internet addresses that begin alike, in CIDR notation.
 *
 * @param start one of them
 * @param bits how many leading bits they have in common
 */
public record AddressRange(InetAddress start, int bits) {
  private static final Pattern NUMERIC = Pattern.compile("[0-9.]+|[0-9A-Fa-f:.]*:[^/]*");

  /** Checks the length. */
  public AddressRange {
    requireNonNull(start, "start is null");
    if (bits < 0 || bits > start.getAddress().length * Byte.SIZE) {
      throw new IllegalArgumentException("%d bits of %s".formatted(bits, start));
    }
  }

  /** Reads {@code 10.0.0.0/8}, {@code 2001:db8::/32} or a single address. */
  public static AddressRange parse(String text) {
    String[] parts = text.strip().split("/", 2);
    InetAddress start =
        address(parts[0])
            .orElseThrow(() -> new IllegalArgumentException("'%s' is no address".formatted(text)));
    int bits =
        parts.length == 2 ? Integer.parseInt(parts[1]) : start.getAddress().length * Byte.SIZE;
    return new AddressRange(start, bits);
  }

  /** An address in digits; no name is resolved. An IPv4 address in IPv6 form is an IPv4 one. */
  public static Optional<InetAddress> address(String text) {
    try {
      return NUMERIC.matcher(text).matches()
          ? Optional.of(InetAddress.getByName(text))
          : Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** Whether an address is one of these. */
  public boolean contains(InetAddress address) {
    byte[] wanted = start.getAddress();
    byte[] given = address.getAddress();
    if (wanted.length != given.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit++) {
      int mask = 0x80 >> bit % Byte.SIZE;
      if (((wanted[bit / Byte.SIZE] ^ given[bit / Byte.SIZE]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }
}
