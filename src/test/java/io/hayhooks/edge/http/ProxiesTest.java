// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.config.ProxyConfig;
import io.hayhooks.config.Settings;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProxiesTest {
  private static final String CLIENT = "192.0.2.1";
  private static final String PROXY = "10.0.0.1";

  private final Proxies proxies = new Proxies(config("10.0.0.0/8", "/root"));

  private static ProxyConfig config(String trusted, String rootPath) {
    return new ProxyConfig(
        Settings.of(Map.of("HAYHOOKS_TRUSTED_PROXIES", trusted, "HAYHOOKS_ROOT_PATH", rootPath)));
  }

  /** A request as a container gives it, with one value for each header. */
  private static HttpServletRequest request(String address, Map<String, String> headers) {
    return (HttpServletRequest)
        Proxy.newProxyInstance(
            ProxiesTest.class.getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "getRemoteAddr" -> address;
                  case "getHeader" ->
                      arguments[0].equals("Host") ? "inner:8080" : headers.get(arguments[0]);
                  case "getHeaders" ->
                      Collections.enumeration(
                          headers.containsKey(arguments[0])
                              ? List.of(headers.get(arguments[0]))
                              : List.of());
                  case "getScheme" -> "http";
                  case "getContextPath" -> "/app";
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private Forwarded of(String address, Map<String, String> headers) {
    return proxies.of(request(address, headers));
  }

  @Test
  void withoutAProxyTheRequestSpeaksForItself() {
    assertThat(of(CLIENT, Map.of()))
        .isEqualTo(new Forwarded(CLIENT, "http", "inner:8080", "/root/app"));
  }

  @Test
  void whatAProxySaysIsBelieved() {
    Forwarded forwarded =
        of(
            PROXY,
            Map.of(
                "X-Forwarded-For", CLIENT,
                "X-Forwarded-Proto", "https",
                "X-Forwarded-Host", "ai.example:8443",
                "X-Forwarded-Prefix", "/ai/"));
    assertThat(forwarded).isEqualTo(new Forwarded(CLIENT, "https", "ai.example:8443", "/ai/app"));
    assertThat(forwarded.url()).isEqualTo("https://ai.example:8443/ai/app");
  }

  @Test
  void whatOthersSayIsNot() {
    Map<String, String> lies =
        Map.of("X-Forwarded-For", "10.0.0.7", "X-Forwarded-Host", "evil.example");
    assertThat(of(CLIENT, lies).host()).isEqualTo("inner:8080");
    assertThat(of(CLIENT, lies).address()).isEqualTo(CLIENT);
    assertThat(of(CLIENT, Map.of("Forwarded", "for=10.0.0.7;host=evil.example")))
        .isEqualTo(of(CLIENT, Map.of()));
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "192.0.2.1 | 192.0.2.1",
        "192.0.2.1, 10.0.0.2 | 192.0.2.1",
        "203.0.113.5, 192.0.2.1, 10.0.0.2 | 192.0.2.1",
        "203.0.113.5, 192.0.2.1 | 192.0.2.1",
        "192.0.2.1:4711 | 192.0.2.1",
        "[2001:db8::1]:80 | 2001:db8:0:0:0:0:0:1",
        "2001:db8::1 | 2001:db8:0:0:0:0:0:1",
        "10.0.0.9 | 10.0.0.9",
        "unknown | 10.0.0.1",
        "192.0.2.1, unknown | 10.0.0.1",
        "evil.example | 10.0.0.1",
        "'' | 10.0.0.1",
      },
      delimiter = '|')
  void theClientIsTheLastThatIsNoBelievedProxy(String told, String client) {
    assertThat(of(PROXY, Map.of("X-Forwarded-For", told)).address()).isEqualTo(client);
  }

  @Test
  void ofSeveralWordsThatOfTheOutermostBelievedProxyCounts() {
    Forwarded forwarded =
        of(
            PROXY,
            Map.of(
                "X-Forwarded-For", "203.0.113.5, 192.0.2.1, 10.0.0.2",
                "X-Forwarded-Host", "evil.example, ai.example, inner",
                "X-Forwarded-Proto", "https"));
    assertThat(forwarded.host()).isEqualTo("ai.example");
    assertThat(forwarded.protocol()).isEqualTo("https");
  }

  @Test
  void theStandardHeaderIsUnderstood() {
    String header =
        "for=203.0.113.5;host=evil.example, For=\"[2001:db8::7]:4711\";PROTO=https;host=\"ai.example:8443\","
            + " for=10.0.0.2;proto=http;host=inner";
    assertThat(of(PROXY, Map.of("Forwarded", header, "X-Forwarded-Prefix", "/ai")).url())
        .isEqualTo("https://ai.example:8443/ai/app");
    assertThat(of(PROXY, Map.of("Forwarded", header)))
        .isEqualTo(new Forwarded("2001:db8:0:0:0:0:0:7", "https", "ai.example:8443", "/root/app"));
  }

  @Test
  void aClientCannotSpeakInTheKindThatItsProxyDoesNotKnow() {
    Map<String, String> both =
        Map.of("X-Forwarded-For", CLIENT, "Forwarded", "for=203.0.113.5;host=evil.example");
    assertThat(of(PROXY, both)).isEqualTo(of(PROXY, Map.of()));
    Map<String, String> agreed =
        Map.of("X-Forwarded-For", CLIENT, "Forwarded", "for=192.0.2.1;host=ai.example");
    assertThat(of(PROXY, agreed).host()).isEqualTo("ai.example");
  }

  @ParameterizedTest
  @CsvSource({
    "X-Forwarded-Proto, javascript",
    "X-Forwarded-Host, evil.example/path",
    "X-Forwarded-Host, a b",
    "X-Forwarded-Prefix, //evil.example",
    "X-Forwarded-Prefix, no-slash",
    "Forwarded, ;;,,=",
    "Forwarded, 'for=\"unclosed'",
  })
  void nonsenseIsLeftOut(String header, String value) {
    assertThat(of(PROXY, Map.of(header, value))).isEqualTo(of(PROXY, Map.of()));
  }
}
