// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What the pipelines directory has under a name.
 *
 * @param name the entry's name, whether or not a pipeline may be called so
 * @param problem why it cannot be loaded, when that can be seen without loading it
 */
record SavedPipeline(String name, Path path, SavedForm form, Optional<String> problem) {
  SavedPipeline {
    requireNonNull(name, "name is null");
    requireNonNull(path, "path is null");
    requireNonNull(form, "form is null");
    requireNonNull(problem, "problem is null");
  }

  /** What it is called in the pipelines directory. */
  String entry() {
    return PipelinesDirectory.nameOf(path) + (form == SavedForm.DIRECTORY ? "/" : "");
  }

  SavedPipeline but(String newProblem) {
    return new SavedPipeline(name, path, form, Optional.of(newProblem));
  }
}
