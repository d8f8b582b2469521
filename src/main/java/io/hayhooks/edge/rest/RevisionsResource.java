// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.RevisionHistory;
import io.hayhooks.edge.http.LocalOnly;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /revisions/{name}}, and {@code …/{revision}} with the files of one. */
@Path("revisions/{name}")
@Singleton
public final class RevisionsResource {
  private final RevisionHistory history;
  private final DeployAnswers answers;

  @Inject
  public RevisionsResource(RevisionHistory history, DeployAnswers answers) {
    this.history = requireNonNull(history, "history is null");
    this.answers = requireNonNull(answers, "answers is null");
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public void revisions(@PathParam("name") String name, @Suspended AsyncResponse response) {
    answers.answer(response, () -> RevisionsAnswer.of(name, history.list(name)));
  }

  @GET
  @LocalOnly
  @Path("{revision}")
  @Produces(MediaType.APPLICATION_JSON)
  public void files(
      @PathParam("name") String name,
      @PathParam("revision") String revision,
      @Suspended AsyncResponse response) {
    answers.answer(response, () -> RevisionAnswer.of(name, history.content(name, revision)));
  }
}
