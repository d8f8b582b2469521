// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.DeployRequest;
import io.hayhooks.edge.http.JsonFields;
import io.hayhooks.edge.http.LocalOnly;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.PipelineYaml;
import io.hayhooks.pipeline.YamlOptions;
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
import java.util.Optional;

/** {@code POST /deploy-yaml}. */
@Path("deploy-yaml")
@Singleton
public final class DeployYamlResource {
  private final DeployAnswers answers;

  @Inject
  public DeployYamlResource(DeployAnswers answers) {
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
    YamlOptions options = options(fields);
    PipelineYaml yaml =
        fields.value("source_code", () -> PipelineYaml.of(fields.text("source_code"), options));
    boolean overwrite = fields.flag("overwrite", false);
    boolean save = !fields.isNull("save_file") && fields.flag("save_file", true);
    fields.check();
    return new DeployRequest(name, yaml, overwrite, save);
  }

  private static YamlOptions options(JsonFields fields) {
    Optional<String> description =
        fields.isNull("description") ? Optional.empty() : fields.optionalText("description");
    return new YamlOptions(
        description, flag(fields, "skip_mcp"), flag(fields, "skip_a2a"), Optional.empty());
  }

  private static Optional<Boolean> flag(JsonFields fields, String name) {
    return fields.body().hasNonNull(name)
        ? Optional.of(fields.flag(name, false))
        : Optional.empty();
  }
}
