// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.PipelineFiles;
import io.hayhooks.pipeline.PipelineName;

/**
 * What a client wants served.
 *
 * @param overwrite whether a pipeline of that name may be replaced
 * @param saveFiles whether the files are kept, to be there after a restart; if not, what was kept
 *     of the pipeline that is replaced goes, too
 */
public record DeployRequest(
    PipelineName name, PipelineFiles files, boolean overwrite, boolean saveFiles) {
  public DeployRequest {
    requireNonNull(name, "name is null");
    requireNonNull(files, "files is null");
  }
}
