// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Bytes;
import io.hayhooks.edge.http.ErrorBody;
import io.hayhooks.edge.http.EventStreamForm;
import io.hayhooks.edge.http.Json;
import io.hayhooks.edge.http.StreamForm;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunChunk;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A streamed chat completion in OpenAI's form: a {@code data:} frame per item, the role in the
 * first delta only, one frame with the finish reason when all is said, the usage if asked for, and
 * {@code [DONE]}. A failure is the last frame; no {@code [DONE]} follows it.
 */
final class ChatFrames implements StreamForm {
  private static final byte[] DATA = utf8("data: ");
  private static final byte[] END = utf8("\n\n");
  private static final byte[] DONE = utf8("data: [DONE]\n\n");

  private final ChunkTemplate template;
  private final UsageMeter usage;
  private final Bytes held = new Bytes(0);
  private boolean begun;
  private boolean toolCalls;
  private String finishReason;
  private boolean finished;

  /** Frames of the completion {@code id}, with its usage when {@code usage} says so. */
  ChatFrames(CompletionId id, UsageMeter usage) {
    this.usage = requireNonNull(usage, "usage is null");
    template = new ChunkTemplate(id, usage.wanted());
  }

  @Override
  public void chunk(RunChunk chunk, Bytes out) {
    switch (chunk.kind()) {
      case BYTES, TEXT -> text(chunk.data(), out);
      case DELTA -> delta(ChatDelta.of(Json.tree(chunk.data())), out);
      case EVENT -> UiEvent.write(Json.tree(chunk.data()), out);
      case COMPLETION -> completion(Json.tree(chunk.data()), out);
    }
  }

  private void text(ByteBuffer utf8, Bytes out) {
    usage.text(utf8);
    template.text(utf8, !begun, out);
    begun = true;
    finished = false;
  }

  /** Writes a delta; its finish reason waits for the end, since more may follow. */
  void delta(ChatDelta delta, Bytes out) {
    usage.add(delta);
    finishReason = delta.finishReason().orElse(finishReason);
    toolCalls |= delta.toolCalls().isPresent();
    ObjectNode fields = Json.MAPPER.createObjectNode();
    delta
        .content()
        .filter(content -> !content.isEmpty() || delta.isOnlyText())
        .ifPresent(content -> fields.put("content", content));
    delta.reasoning().ifPresent(reasoning -> fields.put("reasoning_content", reasoning));
    delta.toolCalls().ifPresent(calls -> fields.set("tool_calls", calls));
    if (!fields.isEmpty()) {
      template.delta(begun ? fields : withRole(fields), out);
      begun = true;
      finished = false;
    }
  }

  private static ObjectNode withRole(ObjectNode fields) {
    ObjectNode first = Json.MAPPER.createObjectNode().put("role", "assistant");
    first.setAll(fields);
    return first;
  }

  /** A wrapper's own object: a chunk goes out as it is, a whole completion is taken apart. */
  private void completion(JsonNode completion, Bytes out) {
    ChatDelta delta = ChatDelta.ofCompletion(completion);
    JsonNode choices = completion.path("choices");
    if (choices.path(0).path("message").isObject()) {
      delta(delta, out);
      return;
    }
    usage.add(delta);
    toolCalls |= delta.toolCalls().isPresent();
    if (choices.isEmpty() && delta.usage().isPresent()) {
      held.put(DATA).put(Json.bytes(completion)).put(END); // its place is after the finish reason
      return;
    }
    out.put(DATA).put(Json.bytes(completion)).put(END);
    begun = true;
    finished = delta.finishReason().isPresent();
  }

  @Override
  public void end(Bytes out) {
    if (!finished) {
      ObjectNode last = Json.MAPPER.createObjectNode();
      String fallback = toolCalls ? "tool_calls" : "stop";
      template.finish(
          begun ? last : withRole(last), finishReason == null ? fallback : finishReason, out);
    }
    if (held.length() > 0) {
      out.put(held);
    } else if (usage.wanted()) {
      template.usage(usage.total(), out);
    }
    out.put(DONE);
  }

  @Override
  public void failure(ServerException failure, Bytes out) {
    out.put(DATA).put(Json.bytes(Map.of("error", ErrorBody.of(failure).error()))).put(END);
  }

  @Override
  public void heartbeat(Bytes out) {
    out.put(EventStreamForm.HEARTBEAT);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
