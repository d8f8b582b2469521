// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.LocalOnly;
import io.hayhooks.run.ActiveRuns;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** {@code GET /runs} and {@code POST /runs/{id}/cancel}. */
@Path("runs")
@Singleton
@Produces(MediaType.APPLICATION_JSON)
public final class RunsResource {
  private final ActiveRuns runs;

  @Inject
  public RunsResource(ActiveRuns runs) {
    this.runs = requireNonNull(runs, "runs is null");
  }

  @GET
  public RunsAnswer list(@QueryParam("pipeline") String pipeline) {
    return RunsAnswer.of(runs.list(Optional.ofNullable(pipeline)));
  }

  @POST
  @LocalOnly
  @Path("{id}/cancel")
  public CancelAnswer cancel(@PathParam("id") String id) {
    runs.cancel(id);
    return CancelAnswer.of(id);
  }
}
