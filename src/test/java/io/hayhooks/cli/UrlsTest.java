// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UrlsTest {
  @ParameterizedTest
  @CsvSource({
    "localhost,127.0.0.1,http://localhost:1416,http://127.0.0.1:1416",
    "127.0.0.1,127.0.0.1,http://127.0.0.1:1416,http://127.0.0.1:1416",
    "0.0.0.0,0.0.0.0,http://localhost:1416,http://127.0.0.1:1416",
    "::,::,http://localhost:1416,http://[::1]:1416",
    "::1,::1,http://[::1]:1416,http://[0:0:0:0:0:0:0:1]:1416",
    "10.0.0.7,10.0.0.7,http://10.0.0.7:1416,http://10.0.0.7:1416"
  })
  void theServerIsShownAsItIsTypedAndProbedWhereItListens(
      String host, String address, String shown, String probed) throws UnknownHostException {
    Door door = new Door(host, 1416, "HAYHOOKS_HOST", "HAYHOOKS_PORT");
    assertThat(new Urls(door, InetAddress.getByName(address))).isEqualTo(new Urls(shown, probed));
  }
}
