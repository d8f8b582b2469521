// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;

/** What a form with files may hold, and where its files are kept while its call lasts. */
@Singleton
public final class UploadConfig {
  private final Path directory;
  private final long maxUploadSize;
  private final long maxFieldsSize;

  @Inject
  public UploadConfig(Settings settings) {
    directory = settings.path("HAYHOOKS_DATA_DIR").resolve("uploads");
    maxUploadSize = settings.bytes("HAYHOOKS_MAX_UPLOAD_SIZE");
    maxFieldsSize = settings.bytes("HAYHOOKS_MAX_BODY_SIZE");
  }

  /** Where uploaded files are kept. */
  public Path directory() {
    return directory;
  }

  /** Bytes of the largest form. */
  public long maxUploadSize() {
    return maxUploadSize;
  }

  /** Bytes of all text fields of a form: they are held in memory, as other bodies are. */
  public long maxFieldsSize() {
    return maxFieldsSize;
  }
}
