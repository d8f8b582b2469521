// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.Exchange;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.CallTrace;
import io.hayhooks.pipeline.Deadline;
import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.RunMethod;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.run.Run;
import io.hayhooks.run.RunService;
import io.hayhooks.trace.Tag;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** Runs pipelines that a client takes for models, and says what models cannot do. */
@Singleton
public final class ModelRuns {
  private final RunService runs;

  @Inject
  public ModelRuns(RunService runs) {
    this.runs = requireNonNull(runs, "runs is null");
  }

  /** Starts {@code method} of a model with the request's body. */
  Run start(Exchange exchange, String model, RunMethod method, ByteBuffer body) {
    String contentType = exchange.request().getContentType();
    Deadline deadline = exchange.deadline();
    try {
      return runs.start(
          model,
          method,
          signature -> {
            List<Header> headers = signature.wantsHeaders(method) ? exchange.headers() : List.of();
            return new RunRequest(method, contentType, headers, false, deadline, body.duplicate())
                .traced(trace(exchange, model, method));
          });
    } catch (ServerException e) {
      throw e.code() == ErrorCode.NOT_IMPLEMENTED
          ? refusal(e.code(), "%s endpoint not implemented for this model".formatted(kind(method)))
          : refusal(e.code(), "Pipeline '%s' not found or not a pipeline wrapper".formatted(model));
    }
  }

  private static CallTrace trace(Exchange exchange, String model, RunMethod method) {
    return exchange.trace(
        "hayhooks.openai.run",
        model,
        new Tag("hayhooks.transport", "openai"),
        new Tag("hayhooks.openai.operation", operation(method)),
        new Tag("gen_ai.request.model", model));
  }

  private static String operation(RunMethod method) {
    return method == RunMethod.RESPONSE ? "run_response" : "run_chat_completion";
  }

  private static String kind(RunMethod method) {
    return method == RunMethod.RESPONSE ? "Responses" : "Chat";
  }

  private static ServerException refusal(ErrorCode code, String message) {
    return new ServerException(code, message);
  }

  /** The answer to other HTTP methods. */
  static ServerException onlyTakes(String methods) {
    ErrorCode code = ErrorCode.METHOD_NOT_ALLOWED;
    String message = "Method Not Allowed";
    return new ServerException(
        code, code.status(), message, message, Map.of("Allow", methods), null);
  }
}
