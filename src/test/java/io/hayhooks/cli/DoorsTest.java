// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hayhooks.config.LauncherConfig;
import io.hayhooks.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class DoorsTest {
  private static final Map<String, String> PLACES = Map.of("MCP", "/mcp");

  private static ServerSocket taken() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }

  private static int free() throws IOException {
    try (ServerSocket socket = taken()) {
      return socket.getLocalPort();
    }
  }

  private static Doors with(int own, int further) {
    LauncherConfig config =
        new LauncherConfig(
            Settings.of(
                Map.of("HAYHOOKS_HOST", "127.0.0.1", "HAYHOOKS_PORT", Integer.toString(own))));
    Door door = new Door("127.0.0.1", further, "HAYHOOKS_MCP_HOST", "HAYHOOKS_MCP_PORT");
    return Doors.with(config, door, PLACES);
  }

  @Test
  void aFurtherDoorIsBesideTheOwn() throws IOException {
    int own = free();
    int further = free();
    Doors doors = with(own, further);
    assertThat(doors.addresses())
        .extracting(InetSocketAddress::getPort)
        .containsExactly(further, own);
    assertThat(doors.urls().shown()).isEqualTo("http://127.0.0.1:" + own);
    assertThat(doors.places()).containsEntry("MCP", "http://127.0.0.1:%d/mcp".formatted(further));
  }

  @Test
  void anotherServerMayHaveTheOwn() throws IOException {
    int further = free();
    try (ServerSocket other = taken()) {
      Doors doors = with(other.getLocalPort(), further);
      assertThat(doors.addresses()).extracting(InetSocketAddress::getPort).containsExactly(further);
      assertThat(doors.urls().shown()).isEqualTo("http://127.0.0.1:" + further);
    }
  }

  @Test
  void theFurtherDoorMustBeFree() throws IOException {
    try (ServerSocket other = taken()) {
      assertThatExceptionOfType(LaunchException.class)
          .isThrownBy(() -> with(free(), other.getLocalPort()))
          .withMessageEndingWith("choose another with --port or HAYHOOKS_MCP_PORT");
    }
  }

  @Test
  void bothDoorsMayBeOne() throws IOException {
    int port = free();
    assertThat(with(port, port).addresses()).hasSize(1);
  }
}
