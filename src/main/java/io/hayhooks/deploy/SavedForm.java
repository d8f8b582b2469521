// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static io.hayhooks.deploy.PipelinesDirectory.exists;

import io.hayhooks.pipeline.PipelineContent;
import io.hayhooks.pipeline.PipelineFiles;
import io.hayhooks.pipeline.PipelineYaml;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The forms in which a pipeline is kept, each an entry of the pipelines directory. When a name has
 * several, the first of them in this order is the pipeline, as it is for Hayhooks; writing one
 * takes the others away.
 */
enum SavedForm {
  /** How we write a YAML pipeline. */
  YML(".yml"),
  /** How others may write one. */
  YAML(".yaml"),
  /** The files of a wrapper. */
  DIRECTORY("");

  private final String suffix;

  SavedForm(String suffix) {
    this.suffix = suffix;
  }

  static SavedForm of(PipelineContent content) {
    return content instanceof PipelineYaml ? YML : DIRECTORY;
  }

  /** The form that an entry of the pipelines directory has, judged by what is there. */
  static SavedForm of(Path entry) {
    String name = PipelinesDirectory.nameOf(entry);
    for (SavedForm form : List.of(YML, YAML)) {
      if (name.endsWith(form.suffix) && form.fits(entry)) {
        return form;
      }
    }
    return DIRECTORY;
  }

  /** Where a pipeline is that is kept in this form. */
  Path in(Path directory, String name) {
    return directory.resolve(name + suffix);
  }

  /** The name of the pipeline that {@code entry} has in this form. */
  String nameOf(Path entry) {
    String name = PipelinesDirectory.nameOf(entry);
    return name.substring(0, name.length() - suffix.length());
  }

  /** Whether what is at {@code path} can be of this form; {@code x.yml} may be a directory, too. */
  boolean fits(Path path) {
    if (this == DIRECTORY) {
      return Files.isDirectory(path) || (Files.isSymbolicLink(path) && !Files.exists(path));
    }
    return exists(path) && !Files.isDirectory(path);
  }

  /** Whether there is a pipeline in this form, and all of it. */
  boolean isComplete(Path directory, String name) {
    Path path = in(directory, name);
    if (this == DIRECTORY) {
      return Files.isSymbolicLink(path) || exists(path.resolve(PipelineFiles.WRAPPER));
    }
    return fits(path);
  }

  /** The forms in which {@code directory} keeps something under a name, this one first. */
  List<SavedForm> kept(Path directory, String name) {
    List<SavedForm> forms = new ArrayList<>(List.of(values()));
    forms.remove(this);
    forms.add(0, this);
    forms.removeIf(form -> !form.fits(form.in(directory, name)));
    return forms;
  }
}
