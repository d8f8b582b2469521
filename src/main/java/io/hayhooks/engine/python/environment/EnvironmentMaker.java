// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.LoadPhase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Logger;

/** Makes environments: with uv, or with pip where uv cannot be had. */
final class EnvironmentMaker {
  private static final Logger LOGGER = Logger.getLogger(EnvironmentMaker.class.getName());

  private final UvTool uvTool;
  private final Installations installations;

  EnvironmentMaker(UvTool uvTool, Installations installations) {
    this.uvTool = requireNonNull(uvTool, "uvTool is null");
    this.installations = requireNonNull(installations, "installations is null");
  }

  /**
   * Makes one in a directory; nothing is left of it on failure.
   *
   * @throws ServerException {@code PIPELINE_NOT_LOADABLE} with what the installer says, when the
   *     packages that a pipeline names cannot be installed; {@code UNAVAILABLE} otherwise
   */
  void make(EnvironmentRecipe recipe, Path directory) throws IOException {
    Instant start = Instant.now();
    DirectoryTree.delete(directory);
    boolean made = false;
    try {
      recipe.progress().begins(LoadPhase.INSTALLING);
      installations.run(
          recipe.name(),
          line -> recipe.progress().prints(shown(recipe, directory, line)),
          installation -> install(recipe, directory, installation));
      made = true;
    } catch (InstallationException e) {
      throw failure(recipe, directory, e);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } finally {
      if (!made) {
        DirectoryTree.delete(directory);
      }
    }
    LOGGER.info(
        "Made a Python %s environment for %s in %.1f s: %s"
            .formatted(
                recipe.python().version(),
                recipe.own().isPresent() ? "'" + recipe.name() + "'" : "pipelines",
                Duration.between(start, Instant.now()).toMillis() / 1000.0,
                directory));
  }

  private void install(EnvironmentRecipe recipe, Path directory, Installation installation) {
    Optional<Uv> uv = uvTool.get(recipe.python(), installation);
    try {
      if (uv.isPresent()) {
        new UvInstaller(uv.get(), installation).install(recipe, directory);
      } else {
        new PipInstaller(installation).install(recipe, directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String shown(EnvironmentRecipe recipe, Path directory, String line) {
    Path files = recipe.own().map(PipelineRequirements::directory).orElse(directory);
    return InstallerOutput.withoutPaths(line, files, directory).strip();
  }

  private static ServerException failure(
      EnvironmentRecipe recipe, Path directory, InstallationException e) {
    return recipe
        .own()
        .map(own -> ownFailure(recipe, own, directory, e))
        .orElseGet(() -> baseFailure(directory, e));
  }

  private static ServerException ownFailure(
      EnvironmentRecipe recipe, PipelineRequirements own, Path directory, InstallationException e) {
    String output = InstallerOutput.explanation(e.output(), own.directory(), directory);
    String required = String.join(", ", BaseRequirements.requirements(recipe.required()).toList());
    return new ServerException(
        ErrorCode.PIPELINE_NOT_LOADABLE,
        "The packages that %s names cannot be installed (%s)%s%s"
            .formatted(
                own.file(),
                e.getMessage(),
                output.isEmpty() ? "" : ":\n" + output,
                output.contains("unsatisfiable") && !required.isEmpty()
                    ? "\nEvery pipeline also needs: " + required
                    : ""),
        e);
  }

  private static ServerException baseFailure(Path directory, InstallationException e) {
    return new ServerException(
        ErrorCode.UNAVAILABLE,
        "Cannot make a Python environment (%s):\n%s\n%s"
            .formatted(
                e.getMessage(),
                InstallerOutput.explanation(e.output(), directory, directory),
                "Make one yourself with haystack-ai, fastapi and python-multipart, and set"
                    + " HAYHOOKS_PYTHON to its interpreter, if this cannot be mended."),
        e);
  }
}
