// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes environments with uv. What a pipeline names is resolved first, with the pins of the base
 * environment as preferences, so that a version other than theirs is taken only where the pipeline
 * needs one; then just that is installed, with hashes checked where the pipeline gives some.
 */
final class UvInstaller {
  private final Uv uv;
  private final Installation installation;

  UvInstaller(Uv uv, Installation installation) {
    this.uv = requireNonNull(uv, "uv is null");
    this.installation = requireNonNull(installation, "installation is null");
  }

  void install(EnvironmentRecipe recipe, Path directory) throws IOException {
    run(
        directory.getParent(),
        "venv",
        "--no-project",
        "--python",
        recipe.python().path().toString(),
        directory.toString());
    Path required = directory.resolve("required.txt");
    Files.writeString(required, recipe.required());
    if (recipe.own().isPresent()) {
      install(recipe, recipe.own().get(), directory, required);
    } else {
      pip(directory, directory, "install", "--requirements", required.toString());
    }
  }

  private void install(
      EnvironmentRecipe recipe, PipelineRequirements own, Path directory, Path required)
      throws IOException {
    Path resolved = directory.resolve("resolved.txt");
    Files.write(resolved, recipe.pins());
    String file = file(own, directory).toString();
    pip(
        directory,
        own.directory(),
        "compile",
        "--quiet",
        "--no-header",
        "--no-annotate",
        "--output-file",
        resolved.toString(),
        required.toString(),
        file);
    pip(
        directory,
        own.directory(),
        "install",
        "--no-deps", // all of them stand in what was resolved
        "--requirements",
        resolved.toString(),
        "--requirements",
        file); // for its hashes
  }

  /** What uv reads: one of the pipeline's files, or a script for the metadata in one. */
  private static Path file(PipelineRequirements own, Path directory) throws IOException {
    return own.script().isPresent()
        ? Files.writeString(directory.resolve("script.py"), own.script().get())
        : own.directory().resolve(own.file());
  }

  private void pip(Path environment, Path directory, String command, String... arguments) {
    String python = environment.resolve("bin").resolve("python").toString();
    run(
        directory,
        Stream.concat(Stream.of("pip", command, "--python", python), Stream.of(arguments))
            .toArray(String[]::new));
  }

  private void run(Path directory, String... arguments) {
    List<String> words =
        Stream.concat(Stream.of(uv.path().toString()), Stream.of(arguments)).toList();
    installation.run(words, directory, uv.environment());
  }
}
