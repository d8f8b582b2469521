// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.form;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Map;

/** Why a form is refused, in the words that Hayhooks has for it where it has any. */
final class FormErrors {
  private static final String MALFORMED = "Invalid multipart data.";

  private FormErrors() {}

  static ServerException noBoundary() {
    return invalid("Missing boundary in multipart.");
  }

  static ServerException noName() {
    return invalid("The Content-Disposition header field \"name\" must be provided.");
  }

  static ServerException tooMany(String what, int most) {
    return invalid("Too many %s. Maximum number of %s is %d.".formatted(what, what, most));
  }

  static ServerException fieldTooLarge(int most) {
    return invalid("Part exceeded maximum size of %dKB.".formatted(most / 1024));
  }

  static ServerException fieldsTooLarge(long most) {
    return new ServerException(
        ErrorCode.TOO_LARGE,
        "The form's text fields are larger than the %d bytes that HAYHOOKS_MAX_BODY_SIZE allows"
            .formatted(most));
  }

  static ServerException tooLarge(long most) {
    return new ServerException(
        ErrorCode.TOO_LARGE,
        "The form is larger than the %d bytes that HAYHOOKS_MAX_UPLOAD_SIZE allows"
            .formatted(most));
  }

  static ServerException malformed(String reason) {
    return new ServerException(
        ErrorCode.INVALID_REQUEST,
        400,
        "Invalid multipart data: " + reason,
        MALFORMED,
        Map.of(),
        null);
  }

  static ServerException noSpace(IOException cause) {
    String reason =
        cause instanceof FileSystemException known ? known.getReason() : cause.getMessage();
    return new ServerException(
        ErrorCode.UNAVAILABLE,
        "The upload cannot be stored: " + (reason == null ? "the disk failed" : reason),
        cause);
  }

  private static ServerException invalid(String message) {
    return new ServerException(ErrorCode.INVALID_REQUEST, message);
  }
}
