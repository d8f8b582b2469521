// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Bytes;
import io.hayhooks.edge.http.EventStreamForm;
import io.hayhooks.edge.http.Json;
import io.hayhooks.edge.http.StreamForm;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunChunk;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;

/**
 * A streamed response in OpenAI's form: named events that tell how one output item after the other
 * comes about. A new kind of item ends the open one. A failure is an {@code error} event and {@code
 * response.failed}.
 */
final class ResponseFrames implements StreamForm, WholeStream.Parts<ResponseFrames> {
  private static final JsonNode NULL = NullNode.getInstance();

  private final Function<ArrayNode, ObjectNode> counter;
  private final ResponseEvents events = new ResponseEvents();
  private final ArrayNode output = Json.MAPPER.createArrayNode();
  private ResponseId id;
  private boolean begun;
  private OutputItem open;
  private ObjectNode usage;
  private ObjectNode written;
  private int size;

  /**
   * Frames of the response {@code id}.
   *
   * @param counter counts what was used when the pipeline does not say it
   */
  ResponseFrames(ResponseId id, Function<ArrayNode, ObjectNode> counter) {
    this.id = requireNonNull(id, "id is null");
    this.counter = requireNonNull(counter, "counter is null");
  }

  @Override
  public void chunk(RunChunk chunk, Bytes out) {
    events.to(out);
    if (written != null) {
      return; // a response object says all there is to say
    }
    switch (chunk.kind()) {
      case BYTES, TEXT -> text(chunk.data());
      case DELTA -> delta(ChatDelta.of(Json.tree(chunk.data())));
      case EVENT -> event(Json.tree(chunk.data()));
      case COMPLETION -> object(Json.tree(chunk.data()));
    }
  }

  private void text(ByteBuffer utf8) {
    begin();
    if (open instanceof MessageItem message) {
      message.text(utf8, events);
    } else if (utf8.hasRemaining()) {
      message(utf8);
    }
  }

  /** A whole answer: a response object, or a text, which is a message even if it is empty. */
  void answer(ByteBuffer body, boolean isJson, Bytes out) {
    events.to(out);
    if (isJson) {
      object(Json.tree(body));
    } else {
      begin();
      message(body);
    }
  }

  private void message(ByteBuffer utf8) {
    close();
    MessageItem message = new MessageItem(output.size(), events);
    open = message;
    message.text(utf8, events);
  }

  private void delta(ChatDelta delta) {
    begin();
    delta.reasoning().ifPresent(this::reasoning);
    delta.content().ifPresent(text -> text(StandardCharsets.UTF_8.encode(text)));
    delta.toolCalls().ifPresent(calls -> calls.forEach(this::toolCall));
    usage = delta.usage().orElse(usage);
  }

  private void reasoning(String text) {
    if (!(open instanceof ReasoningItem)) {
      close();
      open = new ReasoningItem(output.size(), events);
    }
    ((ReasoningItem) open).text(text, events);
  }

  private void toolCall(JsonNode piece) {
    if (open instanceof FunctionCallItem call && call.continues(piece)) {
      call.add(piece, events);
      return;
    }
    close();
    open = new FunctionCallItem(output.size(), piece, events);
  }

  private void event(JsonNode event) {
    begin();
    ObjectNode fields = Json.MAPPER.createObjectNode();
    events.write(event.path("type").asText(), fields.set("data", event.path("data")));
  }

  private void object(JsonNode object) {
    if (object.path("object").asText().equals("response")
        && object instanceof ObjectNode response) {
      response(response);
    } else {
      delta(ChatDelta.ofCompletion(object));
    }
  }

  /** A wrapper's own response; what it says is told unless something was told before. */
  private void response(ObjectNode response) {
    if (!begun) {
      id = id.or(response);
    }
    begin();
    close();
    if (output.isEmpty()) {
      for (JsonNode item : response.path("output")) {
        if (item instanceof ObjectNode fields) {
          new WrittenItem(events, output.size(), fields).tell();
        }
        output.add(item);
      }
    }
    written = response;
  }

  /** The first two events, unless they were written. */
  private void begin() {
    if (!begun) {
      begun = true;
      ObjectNode response = id.response("in_progress", Json.MAPPER.createArrayNode(), NULL, NULL);
      tell("response.created", response);
      tell("response.in_progress", response);
    }
  }

  private void tell(String type, ObjectNode response) {
    events.write(type, Json.MAPPER.createObjectNode().set("response", response));
  }

  private void close() {
    close("completed");
  }

  private void close(String status) {
    if (open != null) {
      output.add(open.close(status, events));
      open = null;
    }
  }

  @Override
  public void end(Bytes out) {
    events.to(out);
    begin();
    close();
    ObjectNode response = result();
    String status = response.path("status").asText();
    boolean other = status.equals("failed") || status.equals("incomplete");
    tell("response." + (other ? status : "completed"), response);
  }

  /** The response when all is said. */
  private ObjectNode result() {
    ObjectNode response = written == null ? id.response("completed", output, NULL, NULL) : written;
    if (!response.hasNonNull("usage")) {
      response.set("usage", usage == null ? counter.apply(output) : TokenUsage.ofResponse(usage));
    }
    return response;
  }

  @Override
  public void failure(ServerException failure, Bytes out) {
    events.to(out);
    begin();
    String code = failure.status() == 429 ? "rate_limit_exceeded" : "server_error";
    ObjectNode error = Json.MAPPER.createObjectNode();
    error.put("code", code).put("message", failure.getMessage()).putNull("param");
    close("incomplete");
    events.write("error", error);
    ObjectNode reason = Json.MAPPER.createObjectNode();
    reason.put("code", code).put("message", failure.getMessage());
    tell("response.failed", id.response("failed", output, NULL, reason));
  }

  /** In a silent stream, the first two events do as well as a comment. */
  @Override
  public void heartbeat(Bytes out) {
    if (begun) {
      out.put(EventStreamForm.HEARTBEAT);
    } else {
      events.to(out);
      begin();
    }
  }

  @Override
  public void add(RunChunk chunk) {
    size += chunk.data().remaining();
    chunk(chunk, new Bytes(0));
  }

  @Override
  public ResponseFrames end() {
    return this;
  }

  /** The response without its stream. */
  ObjectNode whole() {
    events.to(new Bytes(0));
    begin();
    close();
    return result();
  }

  /** Bytes that were added. */
  int size() {
    return size;
  }
}
