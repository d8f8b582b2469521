// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What was deployed once and can be deployed again. Its file name says all of it but the content,
 * so that one rename keeps it.
 *
 * @param id the hash that {@link io.hayhooks.pipeline.Revision} has
 * @param deployedAt when it was last deployed, to the millisecond
 * @param form a directory, or one YAML file as it stands in the pipelines directory
 */
record KeptRevision(String id, Instant deployedAt, SavedForm form, Path path) {
  private static final Pattern NAME = Pattern.compile("(\\d{13})-([0-9a-f]{16})(\\.yml)?");

  KeptRevision {
    requireNonNull(id, "id is null");
    requireNonNull(deployedAt, "deployedAt is null");
    requireNonNull(form, "form is null");
    requireNonNull(path, "path is null");
  }

  static KeptRevision in(Path directory, String id, Instant deployedAt, SavedForm form) {
    String name = "%013d-%s".formatted(deployedAt.toEpochMilli(), id);
    return new KeptRevision(id, deployedAt, form, form.in(directory, name));
  }

  /** Reads a name; what is not of ours is none. */
  static Optional<KeptRevision> of(Path path) {
    Matcher name = NAME.matcher(PipelinesDirectory.nameOf(path));
    if (!name.matches()) {
      return Optional.empty();
    }
    Instant deployedAt = Instant.ofEpochMilli(Long.parseLong(name.group(1)));
    SavedForm form = name.group(3) == null ? SavedForm.DIRECTORY : SavedForm.YML;
    return Optional.of(new KeptRevision(name.group(2), deployedAt, form, path));
  }

  /** Its files, for an engine. */
  FileSource files() {
    return form == SavedForm.DIRECTORY ? FileSource.ofAll(path) : FileSource.ofYaml(path);
  }
}
