// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.DeploymentService;
import io.hayhooks.edge.http.LocalOnly;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;

/** {@code POST /undeploy/{name}}. */
@Path("undeploy/{name}")
@Singleton
public final class UndeployResource {
  private final DeploymentService deployments;
  private final DeployAnswers answers;

  @Inject
  public UndeployResource(DeploymentService deployments, DeployAnswers answers) {
    this.deployments = requireNonNull(deployments, "deployments is null");
    this.answers = requireNonNull(answers, "answers is null");
  }

  @POST
  @LocalOnly
  @Produces(MediaType.APPLICATION_JSON)
  public void undeploy(@PathParam("name") String name, @Suspended AsyncResponse response) {
    answers.answer(
        response,
        () -> {
          deployments.undeploy(name);
          return UndeployAnswer.of(name);
        });
  }
}
