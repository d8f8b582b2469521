// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.config;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which Python runs pipelines, and what is installed for them. */
@Singleton
public final class EnvironmentConfig {
  private final Path dataDirectory;
  private final Optional<Path> python;
  private final boolean installRequirements;
  private final Duration installTimeout;
  private final Duration keep;

  @Inject
  public EnvironmentConfig(Settings settings) {
    dataDirectory = settings.path("HAYHOOKS_DATA_DIR");
    python = python(settings);
    installRequirements = settings.flag("HAYHOOKS_INSTALL_REQUIREMENTS");
    installTimeout = settings.duration("HAYHOOKS_INSTALL_TIMEOUT");
    keep = settings.duration("HAYHOOKS_ENVIRONMENT_KEEP");
  }

  /** As in a shell: a bare name is looked for in {@code PATH}, not in the working directory. */
  private static Optional<Path> python(Settings settings) {
    Optional<String> text = settings.optionalText("HAYHOOKS_PYTHON");
    boolean bare = text.isPresent() && !text.get().contains("/") && !text.get().equals("~");
    return bare ? text.map(Path::of) : settings.optionalPath("HAYHOOKS_PYTHON");
  }

  /** Where environments are kept. */
  public Path dataDirectory() {
    return dataDirectory;
  }

  /** The interpreter to use instead of a managed environment: a full path, or a bare name. */
  public Optional<Path> python() {
    return python;
  }

  /** Whether a pipeline that names packages gets an environment of its own. */
  public boolean installRequirements() {
    return installRequirements;
  }

  /** How long making one environment may take. */
  public Duration installTimeout() {
    return installTimeout;
  }

  /** How long an environment stays after the last pipeline that used it is gone. */
  public Duration keep() {
    return keep;
  }
}
