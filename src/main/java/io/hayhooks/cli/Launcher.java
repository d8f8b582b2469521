// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.LauncherConfig;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

/**
 * Runs the server in a virtual machine of its own, so that it gets the flags it needs to start
 * fast, and stays until it ends. Whatever ends this process ends the server.
 */
final class Launcher {
  /** Statuses of a process that aborted, was killed, or crashed. */
  private static final Set<Integer> UNASKED = Set.of(134, 137, 139);

  private final LauncherConfig config;
  private final Map<String, String> properties;

  /**
   * Prepares a run.
   *
   * @param properties settings that the server must see although neither environment nor {@code
   *     .env} have them
   */
  Launcher(LauncherConfig config, Map<String, String> properties) {
    this.config = requireNonNull(config, "config is null");
    this.properties = Map.copyOf(properties);
  }

  /** Serves until the server ends; its exit status. */
  int run(Doors doors) {
    Workplace workplace = Workplace.prepare(config.dataDirectory().resolve("server"));
    try {
      PayaraConfiguration.write(workplace.run().root(), config, doors.addresses());
      return serve(workplace, doors);
    } catch (IOException e) {
      throw new LaunchException(LaunchException.FAILED, "Cannot start the server: " + e, e);
    }
  }

  private int serve(Workplace workplace, Doors doors) throws IOException {
    ClassArchive archive = ClassArchive.of(workplace, config.jvmOptions());
    JvmCommand command = new JvmCommand(config.jvmOptions(), archive, properties);
    ServerProcess server = new ServerProcess(command, workplace, doors);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, archive, workplace)));
    int status = server.awaitExit();
    if (UNASKED.contains(status)) {
      System.err.println("The server's process was killed or crashed; its status is " + status);
    }
    return status;
  }

  /** Runs when the server has ended by itself as well as when this process is told to stop. */
  private static void end(ServerProcess server, ClassArchive archive, Workplace workplace) {
    if (server.isAlive() && archive.isBeingMade()) {
      System.err.println(
          "Stopping; this once it takes seconds more, for faster starts from now on.");
    }
    int status = server.stop();
    try {
      archive.keep();
      workplace.run().close();
    } catch (IOException e) {
      System.err.println("Cannot tidy up: " + e);
    }
    Runtime.getRuntime().halt(status);
  }
}
