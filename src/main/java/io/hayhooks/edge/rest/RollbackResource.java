// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.DeploymentService;
import io.hayhooks.edge.http.JsonFields;
import io.hayhooks.edge.http.LocalOnly;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** {@code POST /rollback/{name}}. */
@Path("rollback/{name}")
@Singleton
public final class RollbackResource {
  private final DeploymentService deployments;
  private final DeployAnswers answers;

  @Inject
  public RollbackResource(DeploymentService deployments, DeployAnswers answers) {
    this.deployments = requireNonNull(deployments, "deployments is null");
    this.answers = requireNonNull(answers, "answers is null");
  }

  @POST
  @LocalOnly
  @Produces(MediaType.APPLICATION_JSON)
  public void rollback(
      @PathParam("name") String name,
      byte[] body,
      @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
      @Suspended AsyncResponse response) {
    Optional<String> revision = revision(body, contentType);
    answers.answer(response, () -> RollbackAnswer.of(deployments.rollback(name, revision)));
  }

  private static Optional<String> revision(byte[] body, String contentType) {
    if (body.length == 0) {
      return Optional.empty();
    }
    JsonFields fields = JsonFields.parse(body, contentType);
    Optional<String> revision =
        fields.isNull("revision") ? Optional.empty() : fields.optionalText("revision");
    fields.check();
    return revision;
  }
}
