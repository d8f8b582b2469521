// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
final class TcpTableTest {
  private static final String HEADING =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid\n";

  @Test
  void listsAConnectionUntilItsOtherEndCloses() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket listener = new ServerSocket(0, 1, loopback)) {
      int port = listener.getLocalPort();
      Socket client = new Socket(loopback, port);
      TcpTable.Connection connection =
          new TcpTable.Connection(port, loopback, client.getLocalPort());
      try (Socket accepted = listener.accept()) {
        assertThat(TcpTable.ofSystem().connections(wanted -> wanted == port))
            .containsEntry(connection, true);
        client.close();
        assertThat(accepted.getInputStream().read()).isEqualTo(-1);
        assertThat(TcpTable.ofSystem().connections(wanted -> wanted == port))
            .containsEntry(connection, false);
      }
    }
  }

  @Test
  void readsAddressesOfBothKinds(@TempDir Path net) throws IOException {
    Files.writeString(
        net.resolve("tcp"),
        HEADING
            + "   0: 0100007F:0588 0100007F:9C40 01 00000000:00000000 00:00000000 00000000 0\n"
            + "   1: 0100007F:0588 0100007F:9C41 08 00000000:00000000 00:00000000 00000000 0\n");
    Files.writeString(
        net.resolve("tcp6"),
        HEADING
            + "  10: 00000000000000000000000001000000:0588 00000000000000000000000001000000:0001 01 0"
            + " 0\n"
            + "  11: 0000000000000000FFFF00000100007F:0588 0000000000000000FFFF00000200007F:0002 01 0"
            + " 0\n");
    assertThat(TcpTable.in(net).connections(port -> port == 1416))
        .isEqualTo(
            Map.of(
                new TcpTable.Connection(1416, address(127, 0, 0, 1), 40000), true,
                new TcpTable.Connection(1416, address(127, 0, 0, 1), 40001), false,
                new TcpTable.Connection(
                        1416, address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1), 1),
                    true,
                new TcpTable.Connection(1416, address(127, 0, 0, 2), 2), true));
    assertThat(TcpTable.in(net).connections(port -> port == 80)).isEmpty();
  }

  private static InetAddress address(int... bytes) throws IOException {
    byte[] address = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      address[i] = (byte) bytes[i];
    }
    return InetAddress.getByAddress(address);
  }

  @Test
  void saysWhenThereIsNoTable(@TempDir Path nothing) {
    assertThat(TcpTable.in(nothing).exists()).isFalse();
    assertThat(TcpTable.ofSystem().exists()).isTrue();
  }
}
