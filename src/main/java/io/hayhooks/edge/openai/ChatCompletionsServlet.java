// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.Exchange;
import io.hayhooks.edge.http.Exchanges;
import io.hayhooks.pipeline.RunMethod;
import io.hayhooks.run.Run;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;

/** {@code POST /v1/chat/completions}: a pipeline's chat method answers as an OpenAI model would. */
@Singleton
public final class ChatCompletionsServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient ModelRuns runs;
  private final transient Exchanges exchanges;
  private final transient ChatAnswers answers;

  @Inject
  public ChatCompletionsServlet(ModelRuns runs, Exchanges exchanges, ChatAnswers answers) {
    this.runs = requireNonNull(runs, "runs is null");
    this.exchanges = requireNonNull(exchanges, "exchanges is null");
    this.answers = requireNonNull(answers, "answers is null");
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    Exchange exchange = exchanges.open(request, response);
    if (request.getMethod().equals("POST")) {
      exchange.withBody(body -> chat(exchange, body));
    } else {
      exchange.fail(ModelRuns.onlyTakes("POST"));
    }
  }

  private void chat(Exchange exchange, ByteBuffer body) {
    ChatRequest request = ChatRequest.parse(body, exchange.request().getContentType());
    Run run = runs.start(exchange, request.model(), RunMethod.CHAT_COMPLETION, body);
    answers.expect(request);
    exchange.await(run, result -> answers.answer(exchange, request, result));
  }
}
