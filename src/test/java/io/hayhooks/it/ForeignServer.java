// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/** A Jakarta EE server, unpacked below {@code target/servers}, that takes the WAR as it is. */
interface ForeignServer {
  /** Where the build unpacks servers. */
  Path ALL = TestPaths.TARGET.resolve("servers");

  /** What is deployed. */
  Path WAR = TestPaths.TARGET.resolve("hayhooks.war");

  /** Its settings that are not in the example below {@code docker}: directories, ports. */
  record Place(Path directory, int port, int adminPort) {}

  /** Those that were unpacked. */
  static List<ForeignServer> unpacked() {
    return Stream.<ForeignServer>of(
            new GlassFish("GlassFish", ALL.resolve("glassfish7")),
            new GlassFish("Payara Server", ALL.resolve("payara6")),
            new OpenLiberty(ALL.resolve("wlp")),
            WildFly.in(ALL))
        .filter(server -> Files.isDirectory(server.home()))
        .toList();
  }

  Path home();

  /** Prepares the place; the command runs the server in the foreground. */
  ProcessBuilder command(Place place) throws IOException;

  /** Makes a running server take the WAR, unless it did at its start. */
  void deploy(Place place) throws IOException;

  /** Takes the WAR away; the server goes on. */
  void undeploy(Place place) throws IOException;

  /** Copies a directory with all below. */
  static void copy(Path from, Path to) {
    try (Stream<Path> paths = Files.walk(from)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        Path target = to.resolve(from.relativize(path).toString());
        if (Files.isDirectory(path)) {
          Files.createDirectories(target);
        } else {
          Files.copy(path, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
