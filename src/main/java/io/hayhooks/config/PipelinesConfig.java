// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.List;

/** Where pipelines are kept, how they are loaded at start, and what a deployment may hold. */
@Singleton
public final class PipelinesConfig {
  private final Path pipelinesDirectory;
  private final Path dataDirectory;
  private final boolean examples;
  private final boolean watch;
  private final int startupWorkers;
  private final List<String> ignoredFiles;
  private final long maxFileSize;
  private final long maxFilesSize;
  private final int revisionsKept;

  @Inject
  public PipelinesConfig(Settings settings) {
    pipelinesDirectory = settings.path("HAYHOOKS_PIPELINES_DIR");
    dataDirectory = settings.path("HAYHOOKS_DATA_DIR");
    examples = settings.flag("HAYHOOKS_EXAMPLES");
    watch = settings.flag("HAYHOOKS_PIPELINES_WATCH");
    startupWorkers = startupWorkers(settings);
    ignoredFiles = settings.list("HAYHOOKS_FILES_TO_IGNORE_PATTERNS");
    maxFileSize = settings.bytes("HAYHOOKS_MAX_FILE_SIZE");
    maxFilesSize = settings.bytes("HAYHOOKS_MAX_FILES_SIZE");
    revisionsKept = settings.number("HAYHOOKS_REVISIONS_KEPT", 0, 1000);
  }

  private static int startupWorkers(Settings settings) {
    String strategy = settings.text("HAYHOOKS_STARTUP_DEPLOY_STRATEGY");
    return switch (strategy) {
      case "parallel" -> settings.number("HAYHOOKS_STARTUP_DEPLOY_WORKERS", 1, 32);
      case "sequential" -> 1;
      default ->
          throw new IllegalArgumentException(
              "HAYHOOKS_STARTUP_DEPLOY_STRATEGY is '%s', but must be parallel or sequential"
                  .formatted(strategy));
    };
  }

  public Path pipelinesDirectory() {
    return pipelinesDirectory;
  }

  public Path dataDirectory() {
    return dataDirectory;
  }

  /** Whether the bundled examples are deployed, too. */
  public boolean examples() {
    return examples;
  }

  /** Whether what changes in the pipelines directory is deployed. */
  public boolean watch() {
    return watch;
  }

  /** How many pipelines are loaded at once at start. */
  public int startupWorkers() {
    return startupWorkers;
  }

  /** Patterns of names that are not read from the pipelines directory. */
  public List<String> ignoredFiles() {
    return ignoredFiles;
  }

  /** Bytes of the largest file of a deployment. */
  public long maxFileSize() {
    return maxFileSize;
  }

  /** Bytes of all files of a deployment together. */
  public long maxFilesSize() {
    return maxFilesSize;
  }

  /** How many revisions of each pipeline are kept. */
  public int revisionsKept() {
    return revisionsKept;
  }
}
