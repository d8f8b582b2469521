// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ListenAddressesTest {
  private static List<InetSocketAddress> free(String host, int port) {
    return ListenAddresses.free(new Door(host, port, "HAYHOOKS_HOST", "HAYHOOKS_PORT"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Test
  void localhostIsLoopbackOnly() throws IOException {
    assertThat(free("localhost", freePort()))
        .isNotEmpty()
        .allMatch(one -> one.getAddress().isLoopbackAddress());
  }

  @Test
  void aTakenPortIsNamed() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatExceptionOfType(LaunchException.class)
          .isThrownBy(() -> free("127.0.0.1", taken.getLocalPort()))
          .satisfies(e -> assertThat(e.exitCode()).isEqualTo(LaunchException.FAILED))
          .withMessage(
              "Port %d of 127.0.0.1 is in use; choose another with --port or HAYHOOKS_PORT",
              taken.getLocalPort());
    }
  }

  @Test
  void anAddressOfAnotherMachineIsRefused() {
    assertThatExceptionOfType(LaunchException.class)
        .isThrownBy(() -> free("198.51.100.7", 21_699))
        .withMessage("'198.51.100.7' is no address of this machine; set HAYHOOKS_HOST");
  }

  @Test
  void aNameThatNobodyHasIsRefused() {
    assertThatExceptionOfType(LaunchException.class)
        .isThrownBy(() -> free("nobody.invalid", 21_699))
        .withMessage("No host is named 'nobody.invalid'; set HAYHOOKS_HOST");
  }
}
