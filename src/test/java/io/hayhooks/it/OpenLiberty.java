// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Open Liberty with {@code docker/liberty/server.xml}. */
record OpenLiberty(Path home) implements ForeignServer {
  private static Path application(Place place) {
    return place.directory().resolve("servers/hayhooks/apps/hayhooks.war");
  }

  @Override
  public ProcessBuilder command(Place place) throws IOException {
    Path application = application(place);
    Files.createDirectories(application.getParent());
    Path configuration = place.directory().resolve("servers/hayhooks/server.xml");
    if (Files.notExists(configuration)) {
      Files.copy(Path.of("docker/liberty/server.xml"), configuration);
      Files.copy(WAR, application);
    }
    ProcessBuilder builder =
        new ProcessBuilder("sh", home.resolve("bin/server").toString(), "run", "hayhooks");
    builder.environment().put("WLP_USER_DIR", place.directory().toString());
    builder.environment().put("HTTP_PORT", Integer.toString(place.port()));
    return builder;
  }

  @Override
  public void deploy(Place place) {}

  @Override
  public void undeploy(Place place) throws IOException {
    Files.delete(application(place));
  }

  @Override
  public String toString() {
    return "Open Liberty";
  }
}
