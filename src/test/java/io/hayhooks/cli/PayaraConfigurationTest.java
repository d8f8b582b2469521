// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.config.LauncherConfig;
import io.hayhooks.config.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

final class PayaraConfigurationTest {
  @TempDir private Path root;

  private void write(Map<String, String> settings, String... addresses) throws IOException {
    List<InetSocketAddress> parsed =
        Arrays.stream(addresses).map(PayaraConfigurationTest::address).toList();
    PayaraConfiguration.write(root, new LauncherConfig(Settings.of(settings)), parsed);
  }

  private static InetSocketAddress address(String text) {
    try {
      return new InetSocketAddress(InetAddress.getByName(text), 1417);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private Document domain() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(root.resolve("config/domain.xml").toFile());
  }

  @Test
  void everyAddressHasAListenerThatTheVirtualServerUses() throws Exception {
    write(Map.of(), "127.0.0.1", "::1");
    NodeList listeners = domain().getElementsByTagName("network-listener");
    assertThat(listeners.getLength()).isEqualTo(2);
    assertThat(((Element) listeners.item(0)).getAttribute("address")).isEqualTo("127.0.0.1");
    assertThat(((Element) listeners.item(1)).getAttribute("address")).isEqualTo("0:0:0:0:0:0:0:1");
    assertThat(((Element) listeners.item(1)).getAttribute("port")).isEqualTo("1417");
    Element server = (Element) domain().getElementsByTagName("virtual-server").item(0);
    assertThat(server.getAttribute("network-listeners")).isEqualTo("http-0,http-1");
  }

  @Test
  void noPlaceholderIsLeft() throws IOException {
    write(Map.of("HAYHOOKS_LOG_LEVEL", "debug"), "127.0.0.1");
    assertThat(Files.readString(root.resolve("config/domain.xml"))).doesNotContain("@");
    assertThat(Files.readString(root.resolve("config/logging.properties")))
        .doesNotContain("@")
        .contains("io.hayhooks.level=FINE");
  }
}
