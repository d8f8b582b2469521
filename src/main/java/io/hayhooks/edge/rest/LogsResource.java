// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.edge.http.LocalOnly;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** {@code GET /logs/{name}}: for operators only, since a pipeline may print anything. */
@Path("logs/{name}")
@Singleton
public final class LogsResource {
  private static final int DEFAULT_LIMIT = 100;
  private static final int MAX_LIMIT = 1000;

  private final PipelineRegistry registry;

  @Inject
  public LogsResource(PipelineRegistry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  @GET
  @LocalOnly
  @Produces(MediaType.APPLICATION_JSON)
  public LogsAnswer logs(@PathParam("name") String name, @QueryParam("limit") String limit) {
    int lines = limit == null ? DEFAULT_LIMIT : parse(limit);
    return registry
        .find(name)
        .map(deployment -> LogsAnswer.of(name, deployment.pipeline().output(), lines))
        .orElseThrow(
            () ->
                new ServerException(
                    ErrorCode.PIPELINE_NOT_FOUND, "Pipeline '%s' not found".formatted(name)));
  }

  private static int parse(String limit) {
    try {
      int number = Integer.parseInt(limit);
      if (number > 0) {
        return Math.min(number, MAX_LIMIT);
      }
    } catch (NumberFormatException e) {
      throw invalid(e);
    }
    throw invalid(null);
  }

  private static ServerException invalid(Throwable cause) {
    return new ServerException(
        ErrorCode.INVALID_REQUEST, "The parameter limit must be a whole number from 1", cause);
  }
}
