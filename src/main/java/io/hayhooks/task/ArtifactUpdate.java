// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A task brought forth a piece of an artifact.
 *
 * @param append whether it follows pieces that came before
 * @param lastChunk whether the artifact is complete
 */
public record ArtifactUpdate(
    String taskId,
    String contextId,
    Artifact artifact,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean append,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean lastChunk)
    implements TaskEvent {}
