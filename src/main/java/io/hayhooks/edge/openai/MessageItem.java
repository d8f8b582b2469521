// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Bytes;
import io.hayhooks.edge.http.Json;
import java.nio.ByteBuffer;

/** A message with one part: the text that the pipeline says. */
final class MessageItem implements OutputItem {
  private final String id = ResponseId.random("msg_");
  private final int index;
  private final byte[] textHead;
  private final Bytes text = new Bytes(256);

  MessageItem(int index, ResponseEvents events) {
    this.index = index;
    textHead = ResponseEvents.textHead(part());
    OutputItem.added(events, index, message("in_progress", Json.MAPPER.createArrayNode()));
    events.write("response.content_part.added", part().set("part", content("")));
  }

  /** Adds a piece, UTF-8. */
  void text(ByteBuffer utf8, ResponseEvents events) {
    if (utf8.hasRemaining()) {
      text.put(utf8);
      events.text(textHead, utf8);
    }
  }

  @Override
  public ObjectNode close(String status, ResponseEvents events) {
    String whole = text.toString();
    ObjectNode done = part().put("text", whole);
    done.putArray("logprobs");
    events.write("response.output_text.done", done);
    ObjectNode content = content(whole);
    events.write("response.content_part.done", part().set("part", content));
    ArrayNode contents = Json.MAPPER.createArrayNode().add(content);
    return OutputItem.done(events, index, message(status, contents));
  }

  private ObjectNode part() {
    return OutputItem.place(id, index).put("content_index", 0);
  }

  private ObjectNode message(String status, ArrayNode content) {
    ObjectNode item = Json.MAPPER.createObjectNode();
    item.put("id", id).put("type", "message").put("status", status).put("role", "assistant");
    return item.set("content", content);
  }

  private static ObjectNode content(String text) {
    ObjectNode content = Json.MAPPER.createObjectNode();
    content.put("type", "output_text").put("text", text).putArray("annotations");
    return content;
  }
}
