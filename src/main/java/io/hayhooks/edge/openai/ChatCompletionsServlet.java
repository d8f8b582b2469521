// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.Exchange;
import io.hayhooks.edge.http.Exchanges;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.Deadline;
import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.RunMethod;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.run.Run;
import io.hayhooks.run.RunService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/** {@code POST /v1/chat/completions}: a pipeline's chat method answers as an OpenAI model would. */
@Singleton
public final class ChatCompletionsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String POST = "POST";

  private final transient RunService runs;
  private final transient Exchanges exchanges;
  private final transient ChatAnswers answers;

  @Inject
  public ChatCompletionsServlet(RunService runs, Exchanges exchanges, ChatAnswers answers) {
    this.runs = requireNonNull(runs, "runs is null");
    this.exchanges = requireNonNull(exchanges, "exchanges is null");
    this.answers = requireNonNull(answers, "answers is null");
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    Exchange exchange = exchanges.open(request, response);
    if (request.getMethod().equals(POST)) {
      exchange.withBody(body -> chat(exchange, body));
    } else {
      exchange.fail(refusal(ErrorCode.METHOD_NOT_ALLOWED, "Method Not Allowed"));
    }
  }

  private void chat(Exchange exchange, ByteBuffer body) {
    ChatRequest request = ChatRequest.parse(body, exchange.request().getContentType());
    Run run = start(exchange, request.model(), body);
    answers.expect(request);
    exchange.await(run.result(), result -> answers.answer(exchange, request, result));
  }

  private Run start(Exchange exchange, String model, ByteBuffer body) {
    String contentType = exchange.request().getContentType();
    RunMethod method = RunMethod.CHAT_COMPLETION;
    Deadline deadline = exchange.deadline();
    try {
      return runs.start(
          model,
          method,
          signature -> {
            List<Header> headers = signature.wantsHeaders(method) ? exchange.headers() : List.of();
            return new RunRequest(method, contentType, headers, false, deadline, body.duplicate());
          });
    } catch (ServerException e) {
      throw e.code() == ErrorCode.NOT_IMPLEMENTED
          ? refusal(e.code(), "Chat endpoint not implemented for this model")
          : refusal(e.code(), "Pipeline '%s' not found or not a pipeline wrapper".formatted(model));
    }
  }

  private static ServerException refusal(ErrorCode code, String message) {
    Map<String, String> headers =
        code == ErrorCode.METHOD_NOT_ALLOWED ? Map.of("Allow", POST) : Map.of();
    return new ServerException(code, code.status(), message, message, headers, null);
  }
}
