// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Bytes;
import io.hayhooks.edge.http.Exchange;
import io.hayhooks.edge.http.Json;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunAnswer;
import io.hayhooks.pipeline.RunFile;
import io.hayhooks.pipeline.RunHead;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.RunStream;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Clock;

/** What a pipeline gives becomes what the client asked for: a response, or its events. */
@Singleton
final class ResponseAnswers {
  private final TokenCounter tokens;
  private final CountedAnswers counted;
  private final Clock clock = Clock.systemUTC();

  @Inject
  ResponseAnswers(TokenCounter tokens, CountedAnswers counted) {
    this.tokens = requireNonNull(tokens, "tokens is null");
    this.counted = requireNonNull(counted, "counted is null");
  }

  /** Gets ready while the pipeline works. */
  void expect() {
    tokens.prepare();
  }

  /** Answers a request with what its run gave. */
  void answer(Exchange exchange, ResponseRequest request, RunResult result) {
    ResponseFrames frames = frames(request);
    if (result instanceof RunAnswer answer) {
      RunHead head = request.stream() ? ChatAnswers.EVENT_STREAM : RunHead.JSON;
      int size = request.size() + answer.body().remaining();
      counted.answer(exchange, head, size, () -> whole(frames, request, answer));
    } else if (result instanceof RunStream stream && request.stream()) {
      counted.stream(exchange, new RunStream(ChatAnswers.EVENT_STREAM, stream.chunks()), frames);
    } else if (result instanceof RunStream stream) {
      join(exchange, request, frames, stream);
    } else if (result instanceof RunFile file) {
      file.discard();
      throw new ServerException(
          ErrorCode.PIPELINE_FAILED, "Pipeline execution failed: a file cannot be a response");
    }
  }

  private void join(
      Exchange exchange, ResponseRequest request, ResponseFrames frames, RunStream stream) {
    WholeStream<ResponseFrames> whole = new WholeStream<>(frames);
    exchange.await(
        whole.result(),
        said ->
            counted.answer(
                exchange, RunHead.JSON, request.size() + said.size(), () -> json(said.whole())));
    stream.chunks().subscribe(whole);
  }

  private static ByteBuffer whole(
      ResponseFrames frames, ResponseRequest request, RunAnswer answer) {
    Bytes out = new Bytes(1024);
    frames.answer(answer.body(), ChatAnswers.isJson(answer.head()), out);
    if (!request.stream()) {
      return json(frames.whole());
    }
    frames.end(out);
    return out.toBuffer();
  }

  private static ByteBuffer json(ObjectNode response) {
    return ByteBuffer.wrap(Json.bytes(response));
  }

  private ResponseFrames frames(ResponseRequest request) {
    return new ResponseFrames(
        ResponseId.next(request, clock), output -> count(request, output, tokens));
  }

  /** What a pipeline used that does not say it. */
  static ObjectNode count(ResponseRequest request, ArrayNode output, TokenCounter tokens) {
    StringBuilder said = new StringBuilder();
    for (JsonNode item : output) {
      item.findValues("text").forEach(text -> said.append(text.asText()));
      said.append(item.path("name").asText("")).append(item.path("arguments").asText(""));
    }
    return TokenUsage.response(tokens.ofMessages(request.messages()), tokens.of(said.toString()));
  }
}
