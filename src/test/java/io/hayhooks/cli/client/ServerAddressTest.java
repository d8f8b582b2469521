// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ServerAddressTest {
  @ParameterizedTest
  @CsvSource({
    "false,localhost,1416,http://localhost:1416",
    "true,example.org,443,https://example.org:443",
    "false,0.0.0.0,1416,http://localhost:1416",
    "false,::,1416,http://localhost:1416",
    "false,::1,1416,http://[::1]:1416"
  })
  void aHostAndAPortAreAUrl(boolean https, String host, int port, String url) {
    assertThat(ServerAddress.of(https, host, port)).hasToString(url);
  }

  @Test
  void aProxysPrefixStays() {
    assertThat(ServerAddress.parse("https://example.org/ai/"))
        .hasToString("https://example.org/ai");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost:1416", "ftp://x", "http://", "http://a b"})
  void whatIsNoUrlIsRefused(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> ServerAddress.parse(text));
  }

  @ParameterizedTest
  @CsvSource({"a,a", "sp ace,sp%20ace", "a/b,a%2Fb", "你,%E4%BD%A0", "..,%2E%2E", "a+b?,a%2Bb%3F"})
  void aNameIsOneSegmentOfAPath(String name, String segment) {
    assertThat(PathText.of(name)).isEqualTo(segment);
  }
}
