// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

/** What one deployment brings: the files of a wrapper, or a pipeline as YAML. */
public sealed interface PipelineContent permits PipelineFiles, PipelineYaml {
  /**
   * Refuses what is beyond a limit, in bytes.
   *
   * @throws io.hayhooks.error.ServerException {@code TOO_LARGE}
   */
  void checkSizes(long maxFile, long maxTotal);
}
