// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.DeployFields;
import io.hayhooks.edge.http.JsonFields;
import io.hayhooks.edge.http.LocalOnly;
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
    answers.deploy(response, DeployFields.read(JsonFields.parse(body, contentType)));
  }
}
