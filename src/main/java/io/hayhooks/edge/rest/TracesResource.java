// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.TraceConfig;
import io.hayhooks.edge.http.TraceAccess;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.trace.TraceFilter;
import io.hayhooks.trace.TracePage;
import io.hayhooks.trace.TraceView;
import io.hayhooks.trace.Traces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;

/** {@code GET /traces} and {@code GET /traces/{trace_id}}. */
@Path("traces")
@Singleton
@Produces(MediaType.APPLICATION_JSON)
public final class TracesResource {
  private final Traces traces;
  private final TraceAccess access;
  private final TraceConfig config;
  private final HttpServletRequest request; // the container's proxy of the current one

  @Inject
  public TracesResource(
      Traces traces, TraceAccess access, TraceConfig config, HttpServletRequest request) {
    this.traces = requireNonNull(traces, "traces is null");
    this.access = requireNonNull(access, "access is null");
    this.config = requireNonNull(config, "config is null");
    this.request = requireNonNull(request, "request is null");
  }

  @GET
  public TracePage latest(
      @QueryParam("limit") String limit,
      @QueryParam("pipeline") String pipeline,
      @QueryParam("min_duration_ms") String minDuration,
      @QueryParam("failed") String failed) {
    access.check(request);
    int most = QueryNumber.of("limit", limit, 1, config.defaultLimit());
    TraceFilter filter =
        new TraceFilter(
            Optional.ofNullable(pipeline),
            QueryNumber.of("min_duration_ms", minDuration, 0, 0),
            Boolean.parseBoolean(failed));
    return traces.latest(Math.min(most, config.maxLimit()), filter);
  }

  @GET
  @Path("{id}")
  public TraceView one(@PathParam("id") String id) {
    access.check(request);
    return traces
        .find(id)
        .orElseThrow(
            () ->
                new ServerException(
                    ErrorCode.NOT_FOUND, "Trace '%s' is not among the latest".formatted(id)));
  }
}
