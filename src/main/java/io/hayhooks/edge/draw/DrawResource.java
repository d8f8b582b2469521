// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.draw;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** {@code GET /draw/{name}}. */
@Path("draw/{name}")
@Singleton
public final class DrawResource {
  private static final int LONGEST_SECONDS = 60;

  /** Scripts and foreign content would have no business in a picture. */
  private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

  private final Drawings drawings;

  @Inject
  public DrawResource(Drawings drawings) {
    this.drawings = requireNonNull(drawings, "drawings is null");
  }

  @GET
  public void draw(
      @PathParam("name") String name,
      @QueryParam("format") String format,
      @Context HttpServletRequest request,
      @Suspended AsyncResponse response) {
    PictureType type = PictureType.of(format, request.getHeader(HttpHeaders.ACCEPT));
    CompletionStage<byte[]> picture = drawings.picture(name, type);
    response.setTimeout(LONGEST_SECONDS, TimeUnit.SECONDS);
    response.setTimeoutHandler(late -> late.resume(tooLate(name)));
    picture.whenComplete(
        (bytes, failure) ->
            response.resume(failure == null ? (Object) answer(bytes, type) : failure));
  }

  private static Response answer(byte[] picture, PictureType type) {
    return Response.ok(picture, type.mediaType())
        .header(
            HttpHeaders.CONTENT_LENGTH, picture.length) // Grizzly needs it after an upgrade offer
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .header("Content-Security-Policy", POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }

  private static ServerException tooLate(String name) {
    return new ServerException(
        ErrorCode.DEADLINE_EXCEEDED,
        "Pipeline '%s' did not tell its graph within %d s".formatted(name, LONGEST_SECONDS));
  }
}
