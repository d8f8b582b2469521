// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes environments with pip, for platforms that have no uv. pip knows no preferences: the pins of
 * the base environment hold, except those of packages that the pipeline names itself.
 */
final class PipInstaller {
  private final Installation installation;

  PipInstaller(Installation installation) {
    this.installation = requireNonNull(installation, "installation is null");
  }

  void install(EnvironmentRecipe recipe, Path directory) throws IOException {
    installation.run(
        List.of(recipe.python().path().toString(), "-I", "-m", "venv", directory.toString()),
        directory.getParent(),
        Map.of());
    Path required = directory.resolve("required.txt");
    Files.writeString(required, recipe.required());
    List<String> words =
        new ArrayList<>(
            List.of(
                directory.resolve("bin").resolve("python").toString(),
                "-I", // neither the working directory nor PYTHONPATH has a say
                "-m",
                "pip",
                "install",
                "--disable-pip-version-check",
                "--no-input",
                "--progress-bar",
                "off",
                "-r",
                required.toString()));
    if (recipe.own().isPresent()) {
      words.addAll(own(recipe, recipe.own().get(), directory));
    }
    Path files = recipe.own().map(PipelineRequirements::directory).orElse(directory);
    installation.run(words, files, Map.of());
  }

  private static List<String> own(
      EnvironmentRecipe recipe, PipelineRequirements own, Path directory) throws IOException {
    if (!own.file().equals(PipelineRequirements.REQUIREMENTS_FILE)) {
      throw new InstallationException(
          "that takes uv, which cannot be had here; name them in requirements.txt",
          List.of(),
          null);
    }
    Path file = own.directory().resolve(own.file());
    Set<String> named =
        RequirementLines.text(file).lines().map(BaseRequirements::name).collect(Collectors.toSet());
    Path constraints = directory.resolve("constraints.txt");
    Files.write(
        constraints,
        recipe.pins().stream().filter(pin -> !named.contains(BaseRequirements.name(pin))).toList());
    return List.of("-c", constraints.toString(), "-r", file.toString());
  }
}
