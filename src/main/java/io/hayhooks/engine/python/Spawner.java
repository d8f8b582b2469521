// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Starts every worker as a new interpreter. */
final class Spawner implements WorkerStarter {
  private static final File NOTHING = new File(File.separatorChar == '\\' ? "NUL" : "/dev/null");

  private final List<String> command;

  Spawner(List<String> command) {
    this.command = List.copyOf(command);
  }

  @Override
  public Child start(WorkerSocket socket, String token) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectInput(NOTHING);
    Map<String, String> environment = builder.environment();
    environment.put("HAYHOOKS_WORKER_SOCKET", socket.address());
    environment.put("HAYHOOKS_WORKER_TOKEN", token);
    environment.put("PYTHONUNBUFFERED", "1");
    return new Spawned(builder.start());
  }

  private record Spawned(Process process) implements Child {
    @Override
    public long pid() {
      return process.pid();
    }

    @Override
    public CompletableFuture<ProcessEnd> exit() {
      return process.onExit().thenApply(gone -> new ProcessEnd(gone.exitValue()));
    }

    @Override
    public Optional<InputStream> output() {
      return Optional.of(process.getInputStream());
    }

    @Override
    public void kill() {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
