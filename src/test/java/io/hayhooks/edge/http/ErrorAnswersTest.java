// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.config.HttpConfig;
import io.hayhooks.config.Settings;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ErrorAnswersTest {
  private final ErrorAnswers answers = answering(Map.of());

  private static ErrorAnswers answering(Map<String, String> settings) {
    return new ErrorAnswers(new HttpConfig(Settings.of(settings)));
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND,404,invalid_request_error",
    "PIPELINE_EXISTS,409,invalid_request_error",
    "TOO_LARGE,413,invalid_request_error",
    "PIPELINE_NOT_LOADABLE,422,invalid_request_error",
    "AUTHENTICATION_REQUIRED,401,authentication_error",
    "PERMISSION_DENIED,403,permission_error",
    "RATE_LIMITED,429,rate_limit_error",
    "PIPELINE_FAILED,500,server_error",
    "NOT_IMPLEMENTED,501,server_error",
    "WORKER_DIED,502,server_error",
    "UNAVAILABLE,503,server_error",
    "DEADLINE_EXCEEDED,504,timeout_error"
  })
  void aFailureHasItsStatusAndOpenAiType(ErrorCode code, int status, String type) {
    ErrorAnswer answer = answers.of(new ServerException(code, "What is wrong"));
    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body().error())
        .isEqualTo(new ErrorBody.Failure("What is wrong", type, null, status));
    assertThat(answer.body().detail()).isEqualTo("What is wrong");
  }

  @Test
  void theStatusOfInvalidRequestsIsASetting() {
    ServerException failure =
        new ServerException(ErrorCode.INVALID_REQUEST, 400, "No", List.of("a"), Map.of(), null);
    assertThat(answers.of(failure).status()).isEqualTo(400);
    ErrorAnswer answer = answering(Map.of("HAYHOOKS_VALIDATION_STATUS", "422")).of(failure);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().error().code()).isEqualTo(422);
  }

  @Test
  void aBodyThatCannotBeReadAtAllIs400WhateverTheSetting() {
    ServerException failure = new ServerException(ErrorCode.INVALID_REQUEST, "Not a text");
    assertThat(answering(Map.of("HAYHOOKS_VALIDATION_STATUS", "422")).of(failure).status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @CsvSource({"UNAVAILABLE", "RATE_LIMITED"})
  void whoeverMayTryAgainIsToldWhen(ErrorCode code) {
    assertThat(answers.of(new ServerException(code, "Later")).headers())
        .containsEntry("Retry-After", "1");
  }

  @Test
  void aWrappersOwnStatusDetailAndHeadersAreKept() {
    ServerException failure =
        new ServerException(
            ErrorCode.PIPELINE_FAILED,
            418,
            "teapot",
            List.of("short", "stout"),
            Map.of("Retry-After", "7"),
            null);
    ErrorAnswer answer = answers.of(failure);
    assertThat(answer.status()).isEqualTo(418);
    assertThat(answer.body().detail()).isEqualTo(List.of("short", "stout"));
    assertThat(answer.headers()).containsEntry("Retry-After", "7");
  }

  @Test
  void aFailureIsFoundBelowWhatFuturesWrapAroundIt() {
    ServerException failure = new ServerException(ErrorCode.NOT_FOUND, "Gone");
    assertThat(answers.of(new CompletionException(new ExecutionException(failure))).status())
        .isEqualTo(404);
  }

  @Test
  void whatNobodyForesawIsHidden() {
    Logger log = Logger.getLogger(ErrorAnswers.class.getName());
    log.setLevel(Level.OFF);
    try {
      ErrorAnswer answer = answers.of(new IllegalStateException("/secret/path"));
      assertThat(answer.status()).isEqualTo(500);
      assertThat(answer.body().toString()).doesNotContain("secret").contains("log");
    } finally {
      log.setLevel(null);
    }
  }
}
