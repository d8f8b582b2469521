// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * One immutable set of deployed files. An engine loads it from {@code directory}, which lives as
 * long as the pipeline that was loaded from it.
 *
 * @param id a short hash of the content: the same files give the same id
 */
public record Revision(PipelineName name, String id, Path directory) {
  public Revision {
    requireNonNull(name, "name is null");
    requireNonNull(id, "id is null");
    requireNonNull(directory, "directory is null");
  }
}
