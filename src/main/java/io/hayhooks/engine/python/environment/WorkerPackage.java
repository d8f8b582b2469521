// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.BundledFiles;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** The worker package as a directory that Python can run: unpacked once for each content. */
public final class WorkerPackage {
  private final Path dataDirectory;
  private final BundledFiles bundle;

  public WorkerPackage(Path dataDirectory, BundledFiles bundle) {
    this.dataDirectory = requireNonNull(dataDirectory, "dataDirectory is null");
    this.bundle = requireNonNull(bundle, "bundle is null");
  }

  /** The directory, complete; made now if it is not there. Several servers may do so at once. */
  public Path directory() {
    Path parent = dataDirectory.resolve("worker");
    Path target = parent.resolve(bundle.hash());
    if (Files.isDirectory(target)) {
      return target;
    }
    try {
      Files.createDirectories(parent);
      unpack(Files.createTempDirectory(parent, ".unpacking-"), target);
      return target;
    } catch (IOException e) {
      throw new ServerException(
          ErrorCode.UNAVAILABLE, "Cannot unpack the Python worker to " + target, e);
    }
  }

  private void unpack(Path temporary, Path target) throws IOException {
    bundle.copyTo(temporary);
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      DirectoryTree.delete(temporary);
      if (!Files.isDirectory(target)) { // else another server was quicker with the same content
        throw e;
      }
    }
  }
}
