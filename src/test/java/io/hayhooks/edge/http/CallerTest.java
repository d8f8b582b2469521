// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {
  private static final String LOOPBACK = "127.0.0.1";
  private static final String HTTP = "HTTP/1.1";

  @ParameterizedTest
  @CsvSource(
      value = {
        "127.0.0.1        | localhost      | -",
        "127.0.0.1        | localhost:1416 | -",
        "127.8.9.10       | LOCALHOST:1416 | -",
        "::1              | [::1]:1416     | -",
        "0:0:0:0:0:0:0:1  | 127.0.0.1:1416 | -",
        "::1%lo           | 127.1.2.3      | -",
        "::ffff:127.0.0.1 | localhost      | -",
        "127.0.0.1        | localhost:1416 | http://localhost:1416",
        "127.0.0.1        | localhost      | https://localhost",
        "127.0.0.1        | [::1]:1416     | http://[::1]:1416",
      },
      delimiter = '|',
      nullValues = "-")
  void aCallerOnThisMachineIsLocal(String address, String host, String origin) {
    assertThat(new Caller(address, HTTP, host, origin, List.of("host", "accept")).whyNotLocal())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "192.168.1.2      | HTTP/1.1 | localhost              | -",
        "10.0.0.1         | HTTP/1.1 | 10.0.0.1               | -",
        "::ffff:10.0.0.1  | HTTP/1.1 | localhost              | -",
        "fe80::1%eth0     | HTTP/1.1 | localhost              | -",
        "0.0.0.0          | HTTP/1.1 | localhost              | -",
        "localhost        | HTTP/1.1 | localhost              | -",
        "''               | HTTP/1.1 | localhost              | -",
        "127.0.0.1        | HTTP/1.0 | localhost              | -",
        "127.0.0.1        | HTTP/1.1 | -                      | -",
        "127.0.0.1        | HTTP/1.1 | ''                     | -",
        "127.0.0.1        | HTTP/1.1 | hayhooks.example       | -",
        "127.0.0.1        | HTTP/1.1 | localhost.evil.example | -",
        "127.0.0.1        | HTTP/1.1 | 127.0.0.1.evil.example | -",
        "127.0.0.1        | HTTP/1.1 | evil.example:127       | -",
        "127.0.0.1        | HTTP/1.1 | localhost:1416.evil    | -",
        "127.0.0.1        | HTTP/1.1 | user@localhost         | -",
        "127.0.0.1        | HTTP/1.1 | 0.0.0.0:1416           | -",
        "127.0.0.1        | HTTP/1.1 | localhost:1416         | null",
        "127.0.0.1        | HTTP/1.1 | localhost:1416         | http://evil.example",
        "127.0.0.1        | HTTP/1.1 | localhost:1416         | http://localhost:3000",
        "127.0.0.1        | HTTP/1.1 | localhost:1416         | http://localhost:1416.evil.example",
        "127.0.0.1        | HTTP/1.1 | localhost:1416         | file://localhost:1416",
        "127.0.0.1        | HTTP/1.1 | localhost:1416         | ''",
      },
      delimiter = '|',
      nullValues = "-")
  void anyOtherCallerIsNot(String address, String protocol, String host, String origin) {
    assertThat(new Caller(address, protocol, host, origin, List.of()).whyNotLocal()).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Forwarded",
        "X-Forwarded-For",
        "x-forwarded-host",
        "X-FORWARDED-PROTO",
        "X-Real-IP",
        "Via"
      })
  void whatCameThroughAProxyIsNotLocal(String header) {
    List<String> headers = Arrays.asList("Host", header);
    assertThat(new Caller(LOOPBACK, HTTP, "localhost", null, headers).whyNotLocal())
        .contains("the request came through a proxy");
  }
}
