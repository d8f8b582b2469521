// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static io.hayhooks.deploy.PipelinesDirectory.nameOf;
import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.hayhooks.pipeline.PipelineFiles;
import io.hayhooks.pipeline.PipelineName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Finds out which pipelines a directory has, and which of its entries cannot be served. */
final class SavedPipelines {
  private final PipelinesDirectory directory;
  private final IgnoredFiles ignored;

  SavedPipelines(PipelinesDirectory directory, IgnoredFiles ignored) {
    this.directory = requireNonNull(directory, "directory is null");
    this.ignored = requireNonNull(ignored, "ignored is null");
  }

  /** What is there to be loaded, in the order of the names. */
  List<SavedPipeline> list() throws IOException {
    Map<String, List<SavedPipeline>> byName =
        directory.entries().stream()
            .map(this::inspect)
            .filter(Objects::nonNull)
            .collect(groupingBy(SavedPipeline::name, TreeMap::new, toList()));
    return byName.values().stream().flatMap(SavedPipelines::oneOf).toList();
  }

  /** Leaves one of those that have the same name; the others have that for a problem. */
  private static Stream<SavedPipeline> oneOf(List<SavedPipeline> sameName) {
    SavedPipeline first = Collections.min(sameName, comparing(SavedPipeline::form));
    String problem = "%s is not served, as %s has the same name";
    return sameName.stream()
        .map(
            saved ->
                saved.equals(first)
                    ? saved
                    : saved.but(problem.formatted(saved.entry(), first.entry())));
  }

  /** What an entry is; null for what never was meant to be a pipeline. */
  private SavedPipeline inspect(Path path) {
    String entry = nameOf(path);
    boolean hidden = IgnoredFiles.isHidden(path);
    if (entry.equals(PipelineName.RESERVED)
        || entry.equals("lost+found")
        || ignored.matches(path)) {
      return null;
    }
    SavedForm form = SavedForm.of(path);
    boolean visible = !hidden || (form == SavedForm.DIRECTORY && hasWrapper(path));
    return form.fits(path) && visible
        ? new SavedPipeline(form.nameOf(path), path, form, problem(path, form))
        : null;
  }

  private Optional<String> problem(Path path, SavedForm form) {
    String name = form.nameOf(path);
    if (!PipelineName.isValid(name) || !directory.of(name, form).equals(path)) {
      return Optional.of("A pipeline cannot have this name");
    }
    if (form == SavedForm.DIRECTORY) {
      if (!Files.isReadable(path)) {
        return Optional.of("Its directory cannot be read");
      }
      return hasWrapper(path)
          ? Optional.empty()
          : Optional.of("Missing required file: " + PipelineFiles.WRAPPER);
    }
    return Files.isRegularFile(path) && Files.isReadable(path)
        ? Optional.empty()
        : Optional.of("%s cannot be read".formatted(nameOf(path)));
  }

  private static boolean hasWrapper(Path directory) {
    return Files.exists(directory.resolve(PipelineFiles.WRAPPER));
  }
}
