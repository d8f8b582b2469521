// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hayhooks.config.A2aConfig;
import io.hayhooks.config.Settings;
import io.hayhooks.error.ServerException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PushTargetsTest {
  private static PushTargets targets(boolean anywhere) {
    Map<String, String> settings =
        Map.of("HAYHOOKS_A2A_PUSH_TO_PRIVATE_ADDRESSES", Boolean.toString(anywhere));
    return new PushTargets(new A2aConfig(Settings.of(settings)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://8.8.8.8/hook", "http://100.128.0.1", "http://[2606:4700::1111]:8443/x"})
  void publicAddressesAreCalled(String url) {
    assertThat(targets(false).check(url)).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:1416/",
        "http://127.1.2.3/",
        "http://0.0.0.0/",
        "http://0.1.2.3/",
        "http://10.0.0.1/",
        "http://172.16.0.1/",
        "http://192.168.1.1/",
        "http://192.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://100.64.0.1/",
        "http://198.18.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://[::1]/",
        "http://[::]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[2001::1]/",
        "http://nothing.invalid/"
      })
  void othersAreOnlyCalledIfThatIsAllowed(String url) {
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> targets(false).check(url))
        .withMessageContaining("HAYHOOKS_A2A_PUSH_TO_PRIVATE_ADDRESSES");
    assertThat(targets(true).check(url)).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://8.8.8.8/",
        "file:///etc/passwd",
        "8.8.8.8",
        "http://",
        "http://a:b@8.8.8.8/",
        "http://x y/"
      })
  void whatIsNoAddressIsRefused(String url) {
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> targets(true).check(url))
        .withMessageContaining("must begin with http:// or https://");
  }
}
