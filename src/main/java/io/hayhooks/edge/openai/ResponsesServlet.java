// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.Exchange;
import io.hayhooks.edge.http.Exchanges;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunMethod;
import io.hayhooks.run.Run;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;

/**
 * {@code POST /v1/responses}: a pipeline's response method answers as OpenAI's Responses API would.
 * Responses are not stored, so there is nothing to find under a response's own path.
 */
@Singleton
public final class ResponsesServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient ModelRuns runs;
  private final transient Exchanges exchanges;
  private final transient ResponseAnswers answers;

  @Inject
  public ResponsesServlet(ModelRuns runs, Exchanges exchanges, ResponseAnswers answers) {
    this.runs = requireNonNull(runs, "runs is null");
    this.exchanges = requireNonNull(exchanges, "exchanges is null");
    this.answers = requireNonNull(answers, "answers is null");
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    Exchange exchange = exchanges.open(request, response);
    String path = request.getPathInfo();
    if (path != null && !path.equals("/")) {
      exchange.fail(notStored(path.substring(1)));
    } else if (request.getMethod().equals("POST")) {
      exchange.withBody(body -> respond(exchange, body));
    } else {
      exchange.fail(ModelRuns.onlyTakes("POST"));
    }
  }

  private static ServerException notStored(String path) {
    return new ServerException(
        ErrorCode.PIPELINE_NOT_FOUND,
        "Response '%s' not found: this server does not store responses".formatted(path));
  }

  private void respond(Exchange exchange, ByteBuffer body) {
    ResponseRequest request = ResponseRequest.parse(body, exchange.request().getContentType());
    Run run = runs.start(exchange, request.model(), RunMethod.RESPONSE, body);
    answers.expect();
    exchange.await(run, result -> answers.answer(exchange, request, result));
  }
}
