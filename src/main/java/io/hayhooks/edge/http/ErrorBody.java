// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hayhooks.error.ServerException;

/**
 * The one body of every error: {@code error} is OpenAI's form, {@code detail} is what Hayhooks
 * clients read (the message, or a list of validation errors).
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ErrorBody(Failure error, Object detail) {
  /** OpenAI's error object. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  public record Failure(String message, String type, String param, int code) {}

  public static ErrorBody of(ServerException failure) {
    return of(failure.status(), failure.getMessage(), failure.detail());
  }

  /** The body of an error that HTTP itself defines. */
  static ErrorBody of(int status, String message, Object detail) {
    return new ErrorBody(new Failure(message, type(status), null, status), detail);
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 429 -> "rate_limit_error";
      case 504 -> "timeout_error";
      default -> status < 500 ? "invalid_request_error" : "server_error";
    };
  }
}
