// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static java.util.stream.Collectors.joining;

import io.hayhooks.config.LauncherConfig;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Payara's configuration for one run, from the templates beside this class. */
final class PayaraConfiguration {
  private static final int MIN_HTTP_THREADS = 32;
  private static final int MAX_HTTP_THREADS = 256;

  private PayaraConfiguration() {}

  static void write(Path root, LauncherConfig config, List<InetSocketAddress> addresses)
      throws IOException {
    Path directory = Files.createDirectories(root.resolve("config"));
    int cores = Runtime.getRuntime().availableProcessors();
    int threads = Math.min(MAX_HTTP_THREADS, Math.max(MIN_HTTP_THREADS, 8 * cores));
    fill(
        directory.resolve("domain.xml"),
        Map.of(
            "@LISTENERS@", listeners(addresses),
            "@LISTENER_NAMES@", names(addresses).collect(joining(",")),
            "@HTTP_THREADS@", Integer.toString(threads)));
    fill(directory.resolve("logging.properties"), Map.of("@LEVEL@", config.logLevel().getName()));
  }

  private static Stream<String> names(List<InetSocketAddress> addresses) {
    return IntStream.range(0, addresses.size()).mapToObj(i -> "http-" + i);
  }

  private static String listeners(List<InetSocketAddress> addresses) {
    return IntStream.range(0, addresses.size())
        .mapToObj(i -> listener("http-" + i, addresses.get(i)))
        .collect(joining("\n"));
  }

  private static String listener(String name, InetSocketAddress address) {
    return """
        <network-listener name="%s" address="%s" port="%d" protocol="http" transport="tcp"\
         thread-pool="http-thread-pool" enabled="true"/>"""
        .formatted(name, address.getAddress().getHostAddress(), address.getPort());
  }

  private static void fill(Path file, Map<String, String> values) throws IOException {
    String name = file.getFileName().toString();
    try (InputStream template = PayaraConfiguration.class.getResourceAsStream(name)) {
      String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> value : values.entrySet()) {
        text = text.replace(value.getKey(), value.getValue());
      }
      Files.writeString(file, text);
    }
  }
}
