// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipSettingsTest {
  private static Map<String, String> forUv(String list) {
    return PipSettings.of(list).forUv(Map.of());
  }

  @Test
  void indexesCertificatesAndProxiesAreTold() {
    String list =
        """
        global.index-url='https://mirror.example/simple'
        global.extra-index-url='\\nhttps://a.example/simple\\nhttps://b.example/simple'
        global.cert='/etc/company.pem'
        global.client-cert='/etc/client.pem'
        global.proxy='http://proxy.example:3128'
        global.timeout='60'
        install.trusted-host='mirror.example other.example:8443'
        install.no-index='true'
        """;
    assertThat(forUv(list))
        .containsOnly(
            Map.entry("UV_DEFAULT_INDEX", "https://mirror.example/simple"),
            Map.entry("UV_INDEX", "https://a.example/simple https://b.example/simple"),
            Map.entry("SSL_CERT_FILE", "/etc/company.pem"),
            Map.entry("SSL_CLIENT_CERT", "/etc/client.pem"),
            Map.entry("HTTP_PROXY", "http://proxy.example:3128"),
            Map.entry("HTTPS_PROXY", "http://proxy.example:3128"),
            Map.entry("UV_HTTP_TIMEOUT", "60"),
            Map.entry("UV_INSECURE_HOST", "mirror.example other.example:8443"),
            Map.entry("UV_NO_INDEX", "true"));
  }

  @Test
  void theEnvironmentWinsOverTheSectionForInstallsAndThatOverTheGlobalOne() {
    String index = "index-url='https://%s.example/it%%27s'\n";
    String global = "global." + index.formatted("global");
    String install = "install." + index.formatted("install");
    String environment = ":env:." + index.formatted("environment");
    assertThat(forUv(install + global))
        .containsEntry("UV_DEFAULT_INDEX", "https://install.example/it%27s");
    assertThat(forUv(environment + install + global))
        .containsEntry("UV_DEFAULT_INDEX", "https://environment.example/it%27s");
  }

  @Test
  void whatIsSetForUvStays() {
    PipSettings settings = PipSettings.of("global.index-url='https://pip.example'\n");
    Map<String, String> set = Map.of("UV_INDEX_URL", "https://uv.example");
    assertThat(settings.forUv(set)).doesNotContainKey("UV_DEFAULT_INDEX");
  }

  @Test
  void directoriesThatAreNotThereAreLeftOut(@TempDir Path links) {
    String list = "global.find-links='/no/such/place %s https://a.example/x'\n".formatted(links);
    assertThat(forUv(list)).containsEntry("UV_FIND_LINKS", links + ",https://a.example/x");
    assertThat(forUv("global.find-links='/no/such/place'\n")).doesNotContainKey("UV_FIND_LINKS");
  }

  @Test
  void quotesAndBackslashesAreThoseOfPython() {
    assertThat(forUv("global.proxy=\"http://u:it's@x\"\n"))
        .containsEntry("HTTP_PROXY", "http://u:it's@x");
    assertThat(forUv("global.cert='C:\\\\new\\\\a\\'b.pem'\n"))
        .containsEntry("SSL_CERT_FILE", "C:\\new\\a'b.pem");
  }
}
