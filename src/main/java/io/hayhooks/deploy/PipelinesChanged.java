// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import io.hayhooks.pipeline.PipelineName;

/** CDI event: the pipeline that serves {@code name} came, went or was replaced. */
public record PipelinesChanged(PipelineName name) {}
