// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.PipelineFiles;
import java.nio.file.Files;
import java.time.Instant;

/**
 * What is told of a revision.
 *
 * @param isCurrent whether it is served now
 * @param isYaml whether it is a pipeline as YAML, not a wrapper's files
 */
public record KnownRevision(String id, Instant deployedAt, boolean isCurrent, boolean isYaml) {
  public KnownRevision {
    requireNonNull(id, "id is null");
    requireNonNull(deployedAt, "deployedAt is null");
  }

  static KnownRevision of(KeptRevision kept, String current) {
    return new KnownRevision(
        kept.id(), kept.deployedAt(), kept.id().equals(current), kept.form() == SavedForm.YML);
  }

  static KnownRevision of(Deployment served) {
    boolean isYaml = !Files.exists(served.revision().directory().resolve(PipelineFiles.WRAPPER));
    return new KnownRevision(served.revision().id(), served.deployedAt(), true, isYaml);
  }
}
