// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.LoadProgress;
import java.util.List;
import java.util.Optional;

/**
 * What an environment is made of.
 *
 * @param name whose it is, for the log
 * @param python the Python below it
 * @param required what the worker package needs, as the text of a requirements file
 * @param pins versions of these to prefer; none for the base environment, which asks for them
 * @param own what a pipeline names besides
 * @param progress is told what the installer prints; makes no difference to what is made
 */
record EnvironmentRecipe(
    String name,
    Interpreter python,
    String required,
    List<String> pins,
    Optional<PipelineRequirements> own,
    LoadProgress progress) {
  EnvironmentRecipe {
    requireNonNull(name, "name is null");
    requireNonNull(python, "python is null");
    requireNonNull(required, "required is null");
    pins = List.copyOf(pins);
    requireNonNull(own, "own is null");
    requireNonNull(progress, "progress is null");
  }

  /** The name of the environment's directory: the same recipe gives the same one. */
  String hash() {
    return new EnvironmentHash()
        .add(python.path().toString())
        .add(python.version().toString())
        .add(required)
        .add(String.join("\n", pins))
        .add(own.map(PipelineRequirements::hash).orElse(""))
        .text();
  }
}
