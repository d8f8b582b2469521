// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** GlassFish, or Payara Server, with {@code docker/glassfish/hayhooks.asadmin}. */
record GlassFish(String name, Path home) implements ForeignServer {
  private static final Pattern PORT = Pattern.compile("(<network-listener [^>]*port=\")(\\d+)");
  private static final Pattern OTHER_PORT = Pattern.compile("(<(?:iiop|jmx)[^>]* port=\")(\\d+)");

  @Override
  public ProcessBuilder command(Place place) throws IOException {
    Path domain = place.directory().resolve("domain1");
    if (Files.notExists(domain)) {
      ForeignServer.copy(home.resolve("glassfish/domains/domain1"), domain);
      Path configuration = domain.resolve("config/domain.xml");
      Files.writeString(configuration, withPorts(Files.readString(configuration), place));
    }
    // in the foreground, as asadmin would do it in the background
    List<String> command =
        asadmin("start-domain", "--dry-run", "--domaindir", place.directory().toString(), "domain1")
            .lines()
            .dropWhile(line -> !line.endsWith("/java"))
            .takeWhile(line -> !line.isBlank() && !line.startsWith("Command start-domain"))
            .toList();
    return new ProcessBuilder(command).redirectInput(new File("/dev/null"));
  }

  private static String withPorts(String configuration, Place place) {
    String listeners =
        PORT.matcher(configuration)
            .replaceAll(
                found ->
                    found.group(1)
                        + switch (found.group(2)) {
                          case "8080" -> place.port();
                          case "4848" -> place.adminPort();
                          default -> ServerProcess.freePort();
                        });
    return OTHER_PORT
        .matcher(listeners)
        .replaceAll(found -> found.group(1) + ServerProcess.freePort());
  }

  private String asadmin(String... arguments) {
    List<String> command =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of("sh", home.resolve("bin/asadmin").toString()),
                java.util.stream.Stream.of(arguments))
            .toList();
    return Commands.run(Map.of(), command);
  }

  @Override
  public void deploy(Place place) throws IOException {
    Awaitility.await(name + " takes commands")
        .atMost(Duration.ofMinutes(1))
        .pollInterval(Duration.ofMillis(100))
        .until(() -> takesCommands(place));
    if (Files.exists(place.directory().resolve("domain1/applications/hayhooks"))) {
      return; // it knows the WAR from before
    }
    String script =
        Files.readString(Path.of("docker/glassfish/hayhooks.asadmin"))
            .replaceAll("hayhooks\\.war$", WAR.toString());
    Path file = Files.writeString(place.directory().resolve("hayhooks.asadmin"), script);
    assertThat(
            asadmin(
                "--port",
                Integer.toString(place.adminPort()),
                "multimode",
                "--file",
                file.toString()))
        .contains("Application deployed")
        .doesNotContain("failed");
  }

  private static boolean takesCommands(Place place) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), place.adminPort())) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void undeploy(Place place) {
    asadmin("--port", Integer.toString(place.adminPort()), "undeploy", "hayhooks");
  }

  @Override
  public String toString() {
    return name;
  }
}
