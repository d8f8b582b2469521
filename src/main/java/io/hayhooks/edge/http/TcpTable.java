// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * The system's TCP connections, as Linux lists them (proc(5), {@code /proc/net/tcp}). One that the
 * other end has closed is in another state than established; one that it has reset is not listed.
 */
final class TcpTable {
  private static final Path NET = Path.of("/proc/net");
  private static final String ESTABLISHED = "01";

  /** A connection as this machine's end sees it. */
  record Connection(int localPort, InetAddress address, int port) {
    Connection {
      requireNonNull(address, "address is null");
    }
  }

  private final List<Path> files;

  private TcpTable(List<Path> files) {
    this.files = files;
  }

  /** The table of {@code directory}. */
  static TcpTable in(Path directory) {
    return new TcpTable(
        List.of(directory.resolve("tcp"), directory.resolve("tcp6")).stream()
            .filter(Files::isReadable)
            .toList());
  }

  /** The table of this system. */
  static TcpTable ofSystem() {
    return in(NET);
  }

  /** Whether there is such a table here. */
  boolean exists() {
    return !files.isEmpty();
  }

  /** The connections with {@code localPorts}, and whether they are open at both ends. */
  Map<Connection, Boolean> connections(IntPredicate localPorts) throws IOException {
    Map<Connection, Boolean> found = new HashMap<>();
    for (Path file : files) {
      try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
        lines.readLine(); // the heading
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          read(line.strip(), localPorts, found);
        }
      }
    }
    return found;
  }

  /** Of {@code 0: 0100007F:0588 0100007F:9C40 01 …}: local end, other end, state. */
  private static void read(String line, IntPredicate localPorts, Map<Connection, Boolean> found)
      throws UnknownHostException {
    String[] fields = line.split(" +", 5);
    if (fields.length < 5) {
      return;
    }
    int localPort = port(fields[1]);
    if (localPorts.test(localPort)) {
      Connection connection = new Connection(localPort, address(fields[2]), port(fields[2]));
      found.put(connection, fields[3].equals(ESTABLISHED));
    }
  }

  private static int port(String end) {
    return Integer.parseInt(end.substring(end.indexOf(':') + 1), 16);
  }

  /** Words of 32 bits in the machine's own byte order, hexadecimal. */
  private static InetAddress address(String end) throws UnknownHostException {
    int digits = end.indexOf(':');
    ByteBuffer address = ByteBuffer.allocate(digits / 2).order(ByteOrder.nativeOrder());
    for (int at = 0; at < digits; at += 8) {
      address.putInt(Integer.parseUnsignedInt(end, at, at + 8, 16));
    }
    return InetAddress.getByAddress(address.array()); // an IPv4 address in IPv6 form becomes IPv4
  }
}
