// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import io.hayhooks.edge.http.ValidationError;
import io.hayhooks.edge.http.form.FormField;
import io.hayhooks.edge.http.form.UploadedFile;
import io.hayhooks.edge.http.form.UploadedForm;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an upload asks for.
 *
 * @param model the pipeline that shall take the file, when the client says so
 * @param lifetime how long to keep it, when the client says so
 */
record FileRequest(
    UploadedFile file, String purpose, Optional<String> model, Optional<Duration> lifetime) {
  private static final String ANCHOR = "expires_after[anchor]";
  private static final String SECONDS = "expires_after[seconds]";
  private static final long LEAST_SECONDS = 3600;
  private static final long MOST_SECONDS = 2_592_000;

  /** Reads a form. */
  static FileRequest of(UploadedForm form) {
    Optional<UploadedFile> file =
        form.files().stream().filter(found -> found.field().equals("file")).findFirst();
    Optional<String> purpose = field(form.fields(), "purpose");
    List<ValidationError> errors = missing(file.isPresent(), purpose.isPresent());
    Optional<Duration> lifetime = field(form.fields(), SECONDS).flatMap(s -> lifetime(s, errors));
    field(form.fields(), ANCHOR)
        .filter(anchor -> !anchor.equals("created_at"))
        .ifPresent(
            anchor ->
                errors.add(
                    error("value_error", ANCHOR, "Value error, it can be 'created_at' only")));
    check(errors);
    return new FileRequest(
        file.orElseThrow(), purpose.orElseThrow(), field(form.fields(), "model"), lifetime);
  }

  /** The answer to a body that is no form with files, whatever else it is. */
  static ServerException refusal(String body) {
    List<ValidationError> errors = missing(false, body.matches("(?s)(.*&)?purpose=.+"));
    return invalid(errors);
  }

  private static List<ValidationError> missing(boolean file, boolean purpose) {
    List<ValidationError> errors = new ArrayList<>();
    if (!file) {
      errors.add(error("missing", "file", "Field required"));
    }
    if (!purpose) {
      errors.add(error("missing", "purpose", "Field required"));
    }
    return errors;
  }

  private static Optional<String> field(List<FormField> fields, String name) {
    return fields.stream()
        .filter(field -> field.name().equals(name) && !field.value().isEmpty())
        .map(FormField::value)
        .reduce((first, last) -> last);
  }

  private static Optional<Duration> lifetime(String text, List<ValidationError> errors) {
    try {
      long seconds = Long.parseLong(text.strip());
      if (seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS) {
        return Optional.of(Duration.ofSeconds(seconds));
      }
    } catch (NumberFormatException e) {
      // said below
    }
    errors.add(
        error(
            "value_error",
            SECONDS,
            "Value error, a whole number from %d to %d".formatted(LEAST_SECONDS, MOST_SECONDS)));
    return Optional.empty();
  }

  private static ValidationError error(String type, String field, String message) {
    return new ValidationError(type, List.of("body", field), message, null, null);
  }

  private static void check(List<ValidationError> errors) {
    if (!errors.isEmpty()) {
      throw invalid(errors);
    }
  }

  private static ServerException invalid(List<ValidationError> errors) {
    ValidationError first = errors.get(0);
    return new ServerException(
        ErrorCode.INVALID_REQUEST,
        ErrorCode.INVALID_REQUEST.status(),
        "body.%s: %s".formatted(first.loc().get(1), first.msg()),
        errors,
        Map.of(),
        null);
  }
}
