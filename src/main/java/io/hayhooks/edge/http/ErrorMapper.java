// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.HashMap;
import java.util.Map;

/** Gives every failure under JAX-RS the one error body, also those that JAX-RS itself finds. */
@Provider
@Singleton
public final class ErrorMapper implements ExceptionMapper<Throwable> {
  private final ErrorAnswers answers;

  @Inject
  public ErrorMapper(ErrorAnswers answers) {
    this.answers = requireNonNull(answers, "answers is null");
  }

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof WebApplicationException http) {
      return http.getResponse().getStatus() < 400 ? http.getResponse() : response(of(http));
    }
    return response(answers.of(failure));
  }

  /** Such as {@code Not Found}: no route, the wrong method, an unreadable request. */
  private static ErrorAnswer of(WebApplicationException failure) {
    Response response = failure.getResponse();
    String reason = response.getStatusInfo().getReasonPhrase();
    Map<String, String> headers = new HashMap<>();
    String allow = response.getHeaderString(HttpHeaders.ALLOW);
    if (allow != null) {
      headers.put(HttpHeaders.ALLOW, allow);
    }
    return new ErrorAnswer(
        response.getStatus(), headers, ErrorBody.of(response.getStatus(), reason, reason));
  }

  private static Response response(ErrorAnswer answer) {
    Response.ResponseBuilder response =
        Response.status(answer.status())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(answer.body());
    answer.headers().forEach(response::header);
    return response.build();
  }
}
