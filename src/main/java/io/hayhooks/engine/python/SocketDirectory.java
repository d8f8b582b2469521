// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A directory of this server alone, open to no other user, where the sockets of its workers are. It
 * is made with the first socket.
 */
final class SocketDirectory implements WorkerSockets {
  private static final Logger LOGGER = Logger.getLogger(SocketDirectory.class.getName());

  /** Unix sockets have paths of at most 107 bytes; some systems allow 103. */
  private static final int MAX_PATH = 103;

  private static final int LONGEST_NAME = "/hayhooks-1234567890123456789/1234567890".length();

  private final AtomicLong lastNumber = new AtomicLong();
  private Path directory; // guarded by this

  @Override
  public UnixWorkerSocket bind(String token) throws IOException {
    return UnixWorkerSocket.bind(directory().resolve(Long.toString(lastNumber.incrementAndGet())));
  }

  /** Removes the directory, which is empty when all workers are gone. */
  @Override
  public synchronized void delete() {
    if (directory == null) {
      return;
    }
    try {
      Files.deleteIfExists(directory);
      directory = null;
    } catch (IOException e) {
      LOGGER.log(Level.FINE, e, () -> directory + " stays");
    }
  }

  private synchronized Path directory() throws IOException {
    // a server may run for months, and systems tidy up their temporary directories
    if (directory == null || !Files.isDirectory(directory)) {
      // on POSIX systems such a directory is open to its owner only
      directory = Files.createTempDirectory(shortTemporaryDirectory(), "hayhooks-");
      directory.toFile().deleteOnExit();
    }
    return directory;
  }

  private static Path shortTemporaryDirectory() throws IOException {
    return List.of(Path.of(System.getProperty("java.io.tmpdir")), Path.of("/tmp")).stream()
        .filter(Files::isWritable)
        .filter(path -> bytes(path.toAbsolutePath()) + LONGEST_NAME <= MAX_PATH)
        .findFirst()
        .orElseThrow(
            () ->
                new IOException(
                    "No temporary directory has a path short enough for sockets;"
                        + " HAYHOOKS_WORKER_LINK=tcp needs none"));
  }

  private static int bytes(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length;
  }
}
