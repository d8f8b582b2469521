// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.PipelineContent;
import io.hayhooks.pipeline.PipelineName;

/**
 * What a client wants served.
 *
 * @param overwrite whether a pipeline of that name may be replaced
 * @param save whether the content is kept, to be there after a restart; if not, what was kept of
 *     the pipeline that is replaced goes, too
 */
public record DeployRequest(
    PipelineName name, PipelineContent content, boolean overwrite, boolean save) {
  public DeployRequest {
    requireNonNull(name, "name is null");
    requireNonNull(content, "content is null");
  }
}
