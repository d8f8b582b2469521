// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.hayhooks.config.CorsConfig;
import io.hayhooks.config.Settings;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class CorsPolicyTest {
  private static final String PAGE = "http://a.example";

  private static CorsPolicy policy(String... settings) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      values.put("HAYHOOKS_CORS_" + settings[i], settings[i + 1]);
    }
    return new CorsPolicy(new CorsConfig(Settings.of(values)));
  }

  @Test
  void byDefaultOnlyTheSameOriginMayCall() {
    assertThat(policy().isOpen()).isFalse();
    assertThat(policy().headers(PAGE)).isEmpty();
  }

  @Test
  void anyOriginMayCallWhenTheSettingSaysSo() {
    CorsPolicy policy = policy("ALLOW_ORIGINS", "[\"*\"]");
    assertThat(policy.isOpen()).isTrue();
    assertThat(policy.headers(PAGE)).isEqualTo(Map.of("Access-Control-Allow-Origin", "*"));
    CorsPolicy.Preflight preflight = policy.preflight(PAGE, "POST", "X-One, X-Two");
    assertThat(preflight.refusals()).isEmpty();
    assertThat(preflight.headers())
        .isEqualTo(
            Map.of(
                "Access-Control-Allow-Origin", "*",
                "Access-Control-Allow-Methods",
                    "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT, QUERY",
                "Access-Control-Allow-Headers", "X-One, X-Two",
                "Access-Control-Max-Age", "600"));
  }

  @Test
  void aListedOriginIsNamedWithItsCredentials() {
    CorsPolicy policy =
        policy(
            "ALLOW_ORIGINS", "[\"http://a.example\",\"http://b.example\"]",
            "ALLOW_CREDENTIALS", "true",
            "EXPOSE_HEADERS", "[\"X-Request-Id\"]");
    assertThat(policy.headers(PAGE))
        .isEqualTo(
            Map.of(
                "Access-Control-Allow-Origin", PAGE,
                "Access-Control-Allow-Credentials", "true",
                "Access-Control-Expose-Headers", "X-Request-Id"));
    assertThat(policy.headers("http://c.example")).isEmpty();
  }

  @Test
  void anUnlistedOriginIsRefusedBeforeItsRequest() {
    CorsPolicy.Preflight preflight =
        policy("ALLOW_ORIGINS", PAGE).preflight("http://c.example", "POST", null);
    assertThat(preflight.refusals()).containsExactly("origin");
    assertThat(preflight.headers()).doesNotContainKey("Access-Control-Allow-Origin");
  }

  @Test
  void anyOriginWithCredentialsIsNamedSinceBrowsersRefuseAStar() {
    CorsPolicy policy = policy("ALLOW_ORIGINS", "*", "ALLOW_CREDENTIALS", "true");
    assertThat(policy.headers(PAGE)).containsEntry("Access-Control-Allow-Origin", PAGE);
  }

  @Test
  void aPatternMustMatchTheWholeOrigin() {
    CorsPolicy policy = policy("ALLOW_ORIGIN_REGEX", "https://.*\\.example");
    assertThat(policy.headers("https://x.example")).isNotEmpty();
    assertThat(policy.headers("https://x.example.evil")).isEmpty();
  }

  @Test
  void unlistedMethodsAndHeadersAreRefused() {
    CorsPolicy policy =
        policy("ALLOW_ORIGINS", "*", "ALLOW_METHODS", "GET,POST", "ALLOW_HEADERS", "X-One");
    assertThat(policy.preflight(PAGE, "PUT", "x-two").refusals())
        .containsExactly("method", "headers");
    CorsPolicy.Preflight allowed = policy.preflight(PAGE, "POST", "x-one, content-type");
    assertThat(allowed.refusals()).isEmpty();
    assertThat(allowed.headers())
        .containsEntry("Access-Control-Allow-Methods", "GET, POST")
        .containsEntry(
            "Access-Control-Allow-Headers",
            "Accept, Accept-Language, Content-Language, Content-Type, X-One");
  }

  @Test
  void aBrokenPatternStopsTheStart() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy("ALLOW_ORIGIN_REGEX", "(("))
        .withMessageContaining("HAYHOOKS_CORS_ALLOW_ORIGIN_REGEX is '(('");
  }
}
