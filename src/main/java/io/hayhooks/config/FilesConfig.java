// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;

/** Where uploaded files are kept, how many and how long. */
@Singleton
public final class FilesConfig {
  private final Path directory;
  private final long maxStoredSize;
  private final Duration expiry;

  @Inject
  public FilesConfig(Settings settings) {
    directory = settings.path("HAYHOOKS_DATA_DIR").resolve("files");
    maxStoredSize = settings.bytes("HAYHOOKS_MAX_STORED_FILES_SIZE");
    expiry = settings.duration("HAYHOOKS_FILES_EXPIRY");
  }

  /** Where files are kept. */
  public Path directory() {
    return directory;
  }

  /** Bytes of all files together. */
  public long maxStoredSize() {
    return maxStoredSize;
  }

  /** How long a file is kept whose upload does not say it; zero: until it is deleted. */
  public Duration expiry() {
    return expiry;
  }
}
