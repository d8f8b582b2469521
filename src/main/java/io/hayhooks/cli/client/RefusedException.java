// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.StringJoiner;

/** The server answered with an error. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int UNAUTHORIZED = 401;

  /** What helps a caller whom the server does not know. */
  private static final String CREDENTIALS = "; give --api-key, or set HAYHOOKS_API_KEY";

  private final int status;

  RefusedException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** Understands the body of an error: a detail in Hayhooks' form, or one in OpenAI's. */
  static RefusedException of(int status, String body) {
    String message =
        Json.parse(body).map(RefusedException::message).orElseGet(() -> firstLine(body));
    String told = message.isBlank() ? "status " + status : message;
    return new RefusedException(status, status == UNAUTHORIZED ? told + CREDENTIALS : told);
  }

  /** An answer that the virtual machine keeps to itself after a streamed body. */
  static RefusedException unauthorized() {
    return new RefusedException(UNAUTHORIZED, "Credentials are missing or wrong" + CREDENTIALS);
  }

  /** The same with more to say. */
  public RefusedException saying(String more) {
    return new RefusedException(status, getMessage() + more);
  }

  public int status() {
    return status;
  }

  static String message(JsonNode body) {
    JsonNode detail = body.path("detail");
    if (detail.isTextual()) {
      return detail.textValue();
    }
    if (detail.isArray() && !detail.isEmpty()) {
      return violations(detail);
    }
    JsonNode message = body.path("error").path("message");
    if (message.isTextual()) {
      return message.textValue();
    }
    return Json.compact(detail.isMissingNode() ? body : detail);
  }

  /** One line for each value that does not fit, beginning with where it is. */
  private static String violations(JsonNode detail) {
    StringJoiner lines = new StringJoiner("\n");
    for (JsonNode violation : detail) {
      StringJoiner place = new StringJoiner(".");
      for (JsonNode part : violation.path("loc")) {
        place.add(part.asText());
      }
      String message = violation.path("msg").asText(Json.compact(violation));
      String where = place.toString().replaceFirst("^body\\.", "");
      lines.add(where.isEmpty() ? message : where + ": " + message);
    }
    return lines.toString();
  }

  private static String firstLine(String body) {
    return body.strip().lines().findFirst().orElse("");
  }
}
