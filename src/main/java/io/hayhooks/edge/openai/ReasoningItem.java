// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Json;

/** What a model thinks before it answers, as one summary. */
final class ReasoningItem implements OutputItem {
  private static final String SUMMARY = "response.reasoning_summary_";

  private final String id = ResponseId.random("rs_");
  private final int index;
  private final StringBuilder text = new StringBuilder();

  ReasoningItem(int index, ResponseEvents events) {
    this.index = index;
    OutputItem.added(events, index, reasoning("in_progress", Json.MAPPER.createArrayNode()));
    events.write(SUMMARY + "part.added", part().set("part", summary("")));
  }

  void text(String piece, ResponseEvents events) {
    text.append(piece);
    events.write(SUMMARY + "text.delta", part().put("delta", piece));
  }

  @Override
  public ObjectNode close(String status, ResponseEvents events) {
    String whole = text.toString();
    events.write(SUMMARY + "text.done", part().put("text", whole));
    ObjectNode summary = summary(whole);
    events.write(SUMMARY + "part.done", part().set("part", summary));
    ArrayNode summaries = Json.MAPPER.createArrayNode().add(summary);
    return OutputItem.done(events, index, reasoning(status, summaries));
  }

  private ObjectNode part() {
    return OutputItem.place(id, index).put("summary_index", 0);
  }

  private ObjectNode reasoning(String status, ArrayNode summary) {
    ObjectNode item = Json.MAPPER.createObjectNode();
    item.put("id", id).put("type", "reasoning").put("status", status);
    return item.set("summary", summary);
  }

  private static ObjectNode summary(String text) {
    return Json.MAPPER.createObjectNode().put("type", "summary_text").put("text", text);
  }
}
