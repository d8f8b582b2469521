// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.DeployRequest;
import io.hayhooks.edge.http.JsonFields;
import io.hayhooks.edge.http.LocalOnly;
import io.hayhooks.pipeline.PipelineFiles;
import io.hayhooks.pipeline.PipelineName;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** {@code POST /deploy_files}. */
@Path("deploy_files")
@Singleton
public final class DeployResource {
  private final DeployAnswers answers;

  @Inject
  public DeployResource(DeployAnswers answers) {
    this.answers = requireNonNull(answers, "answers is null");
  }

  @POST
  @LocalOnly
  @Produces(MediaType.APPLICATION_JSON)
  public void deploy(
      byte[] body,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      @Suspended AsyncResponse response) {
    answers.deploy(response, read(JsonFields.parse(body, contentType)));
  }

  private static DeployRequest read(JsonFields fields) {
    PipelineName name = fields.value("name", () -> new PipelineName(fields.text("name")));
    PipelineFiles files = fields.value("files", () -> PipelineFiles.ofTexts(fields.texts("files")));
    boolean overwrite = fields.flag("overwrite", false);
    boolean saveFiles = fields.flag("save_files", true);
    fields.check();
    return new DeployRequest(name, files, overwrite, saveFiles);
  }
}
