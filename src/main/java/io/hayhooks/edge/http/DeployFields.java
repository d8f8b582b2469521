// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import io.hayhooks.deploy.DeployRequest;
import io.hayhooks.pipeline.PipelineFiles;
import io.hayhooks.pipeline.PipelineName;

/** The fields of a deployment of files, over whatever door it comes. */
public final class DeployFields {
  private DeployFields() {}

  /**
   * Reads them.
   *
   * @throws io.hayhooks.error.ServerException {@code INVALID_REQUEST} with every mismatch
   */
  public static DeployRequest read(JsonFields fields) {
    PipelineName name = fields.value("name", () -> new PipelineName(fields.text("name")));
    PipelineFiles files = fields.value("files", () -> PipelineFiles.ofTexts(fields.texts("files")));
    boolean overwrite = fields.flag("overwrite", false);
    boolean saveFiles = fields.flag("save_files", true);
    fields.check();
    return new DeployRequest(name, files, overwrite, saveFiles);
  }
}
