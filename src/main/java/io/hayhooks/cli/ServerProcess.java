// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.concurrent.TimeUnit;

/**
 * The server's process. It shares this one's output; its input is a pipe that this process never
 * writes to and that ends with it, so a killed launcher leaves no server behind.
 */
final class ServerProcess {
  private static final long STOP_SECONDS = 60;

  private final Process process;

  ServerProcess(JvmCommand command, Workplace workplace, Doors doors) throws IOException {
    requireNonNull(command, "command is null");
    ProcessBuilder builder =
        new ProcessBuilder(command.of(workplace, doors))
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    if (!Charset.forName(System.getProperty("sun.jnu.encoding")).equals(UTF_8)) {
      builder.environment().put("LC_ALL", "C.UTF-8"); // else Java cannot name files beyond ASCII
    }
    process = builder.start();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int awaitExit() {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return stop();
    }
  }

  /** Asks the server to stop, kills it if it does not, and returns its exit status. */
  int stop() {
    process.toHandle().destroy(); // Process.destroy would close the pipe, too, which means death
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return LaunchException.FAILED;
    }
  }
}
