// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Bytes;
import io.hayhooks.edge.http.EventStreamForm;
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
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;

/** What a pipeline gives becomes what the client asked for: a completion, or a stream of chunks. */
@Singleton
final class ChatAnswers {
  static final RunHead EVENT_STREAM =
      EventStreamForm.unbuffered(new RunHead(200, "text/event-stream; charset=utf-8", List.of()));

  private final TokenCounter tokens;
  private final CountedAnswers counted;
  private final Clock clock = Clock.systemUTC();

  @Inject
  ChatAnswers(TokenCounter tokens, CountedAnswers counted) {
    this.tokens = requireNonNull(tokens, "tokens is null");
    this.counted = requireNonNull(counted, "counted is null");
  }

  /** Gets ready while the pipeline works. */
  void expect(ChatRequest request) {
    if (request.wantsUsage()) {
      tokens.prepare();
    }
  }

  /** Answers a request with what its run gave. */
  void answer(Exchange exchange, ChatRequest request, RunResult result) {
    CompletionId id = CompletionId.next(request.model(), clock);
    if (result instanceof RunAnswer answer) {
      RunHead head = request.stream() ? EVENT_STREAM : RunHead.JSON;
      answerWith(
          exchange, request, answer.body().remaining(), head, () -> whole(id, request, answer));
    } else if (result instanceof RunStream stream) {
      stream(exchange, id, request, stream);
    } else if (result instanceof RunFile file) {
      file.discard();
      throw new ServerException(
          ErrorCode.PIPELINE_FAILED,
          "Pipeline execution failed: a file cannot be a chat completion");
    }
  }

  private void stream(Exchange exchange, CompletionId id, ChatRequest request, RunStream stream) {
    if (request.stream()) {
      UsageMeter usage = new UsageMeter(request.includeUsage(), request.messages(), tokens);
      RunStream events = new RunStream(EVENT_STREAM, stream.chunks());
      if (request.includeUsage()) {
        counted.stream(exchange, events, new ChatFrames(id, usage));
      } else {
        exchange.stream(events, new ChatFrames(id, usage));
      }
      return;
    }
    WholeStream<ChatDelta> joiner = new WholeStream<>(new ReplyJoiner());
    exchange.await(
        joiner.result(),
        said -> {
          int size = said.content().map(String::length).orElse(0);
          answerWith(exchange, request, size, RunHead.JSON, () -> completion(id, request, said));
        });
    stream.chunks().subscribe(joiner);
  }

  private void answerWith(
      Exchange exchange, ChatRequest request, int size, RunHead head, Supplier<ByteBuffer> body) {
    if (request.wantsUsage()) {
      counted.answer(exchange, head, request.size() + size, body);
    } else {
      exchange.answer(head, body.get());
    }
  }

  private ByteBuffer whole(CompletionId id, ChatRequest request, RunAnswer answer) {
    if (!isJson(answer.head())) {
      ChatDelta said = ChatDelta.text(StandardCharsets.UTF_8.decode(answer.body()).toString());
      return request.stream() ? frames(id, request, said) : completion(id, request, said);
    }
    JsonNode completion = Json.tree(answer.body());
    ChatDelta said = ChatDelta.ofCompletion(completion);
    if (request.stream()) {
      return frames(id.or(completion), request, said);
    }
    if (said.usage().isEmpty() && completion instanceof ObjectNode object) {
      return ByteBuffer.wrap(Json.bytes(object.set("usage", usage(request, said))));
    }
    return answer.body();
  }

  static boolean isJson(RunHead head) {
    return head.contentType() != null && head.contentType().startsWith("application/json");
  }

  private ByteBuffer completion(CompletionId id, ChatRequest request, ChatDelta said) {
    return ByteBuffer.wrap(Json.bytes(ChatReply.of(id, said, usage(request, said))));
  }

  private JsonNode usage(ChatRequest request, ChatDelta said) {
    UsageMeter usage = new UsageMeter(true, request.messages(), tokens);
    usage.add(said);
    return usage.total();
  }

  private ByteBuffer frames(CompletionId id, ChatRequest request, ChatDelta said) {
    ChatFrames frames =
        new ChatFrames(id, new UsageMeter(request.includeUsage(), request.messages(), tokens));
    Bytes out = new Bytes(1024);
    frames.delta(said, out);
    frames.end(out);
    return out.toBuffer();
  }
}
