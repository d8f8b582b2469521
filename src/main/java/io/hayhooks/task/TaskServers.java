// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.TasksConfig;
import io.hayhooks.deploy.InstanceDirectory;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Which servers live that keep tasks in the same directory. A task that is being worked on names
 * its server; when that is gone, nobody works on it any more.
 */
@Singleton
final class TaskServers {
  private static final Logger LOG = Logger.getLogger(TaskServers.class.getName());

  private final Path parent;
  private InstanceDirectory instance; // guarded by this

  @Inject
  TaskServers(TasksConfig config) {
    parent = requireNonNull(config, "config is null").directory().resolve("servers");
  }

  /** This server's own name among them. */
  String own() throws IOException {
    return instance().path().getFileName().toString();
  }

  boolean isAlive(String server) throws IOException {
    return !server.isEmpty() && Files.isDirectory(instance().path().resolveSibling(server));
  }

  private synchronized InstanceDirectory instance() throws IOException {
    if (instance == null) {
      instance = InstanceDirectory.open(parent);
      InstanceDirectory.keepPrivate(parent.getParent());
    }
    return instance;
  }

  @PreDestroy
  synchronized void close() {
    if (instance == null) {
      return;
    }
    try {
      instance.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "This server's mark beside its tasks could not be deleted", e);
    }
    instance = null;
  }
}
