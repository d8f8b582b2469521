// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** WildFly with {@code docker/wildfly/hayhooks.cli}. */
record WildFly(Path home) implements ForeignServer {
  /** The one whatever its version; a path that is not there when it is not. */
  static WildFly in(Path directory) {
    try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "wildfly-*")) {
      return new WildFly(found.iterator().next());
    } catch (IOException | java.util.NoSuchElementException e) {
      return new WildFly(directory.resolve("wildfly"));
    }
  }

  private static Path application(Place place) {
    return place.directory().resolve("deployments/hayhooks.war");
  }

  @Override
  public ProcessBuilder command(Place place) throws IOException {
    Path application = application(place);
    if (Files.notExists(application)) {
      Files.createDirectories(application.getParent());
      ForeignServer.copy(
          home.resolve("standalone/configuration"), place.directory().resolve("configuration"));
      Files.copy(WAR, application);
      Commands.run(
          Map.of("JAVA_OPTS", "-Djboss.server.base.dir=" + place.directory()),
          List.of(
              "sh",
              home.resolve("bin/jboss-cli.sh").toString(),
              "--file=" + Path.of("docker/wildfly/hayhooks.cli").toAbsolutePath()));
    }
    ProcessBuilder builder =
        new ProcessBuilder(
            "sh",
            home.resolve("bin/standalone.sh").toString(),
            "-Djboss.server.base.dir=" + place.directory(),
            "-Djboss.http.port=" + place.port(),
            "-Djboss.https.port=" + ServerProcess.freePort(),
            "-Djboss.management.http.port=" + place.adminPort());
    builder.environment().put("LAUNCH_JBOSS_IN_BACKGROUND", "true"); // passes signals on
    return builder;
  }

  @Override
  public void deploy(Place place) {}

  @Override
  public void undeploy(Place place) throws IOException {
    Files.delete(application(place));
    Files.deleteIfExists(Path.of(application(place) + ".deployed"));
  }

  @Override
  public String toString() {
    return "WildFly";
  }
}
