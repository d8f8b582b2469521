// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Json;

/** Tells an item of a wrapper's own response object as a stream would have told it. */
final class WrittenItem {
  private final ResponseEvents events;
  private final int index;
  private final ObjectNode item;
  private final String id;

  WrittenItem(ResponseEvents events, int index, ObjectNode item) {
    this.events = events;
    this.index = index;
    this.item = item;
    id = item.path("id").asText("");
  }

  void tell() {
    ObjectNode begun = item.deepCopy().put("status", "in_progress");
    switch (item.path("type").asText()) {
      case "message" -> {
        begun.putArray("content");
        OutputItem.added(events, index, begun);
        parts("content", "content_index", "response.content_part.", "response.output_text.");
      }
      case "reasoning" -> {
        begun.putArray("summary");
        OutputItem.added(events, index, begun);
        parts(
            "summary",
            "summary_index",
            "response.reasoning_summary_part.",
            "response.reasoning_summary_text.");
      }
      case "function_call" -> {
        OutputItem.added(events, index, begun.put("arguments", ""));
        arguments(item.path("arguments").asText(""));
      }
      default -> OutputItem.added(events, index, begun);
    }
    OutputItem.done(events, index, item);
  }

  private void parts(String list, String indexName, String partEvent, String textEvent) {
    int number = 0;
    for (JsonNode part : item.path(list)) {
      ObjectNode place = OutputItem.place(id, index).put(indexName, number++);
      JsonNode text = part.path("text");
      ObjectNode begun =
          part instanceof ObjectNode fields ? fields.deepCopy() : Json.MAPPER.createObjectNode();
      events.write(
          partEvent + "added",
          with(place, "part", text.isTextual() ? begun.put("text", "") : begun));
      if (text.isTextual()) {
        events.write(textEvent + "delta", with(place, "delta", text));
        events.write(textEvent + "done", with(place, "text", text));
      }
      events.write(partEvent + "done", with(place, "part", part));
    }
  }

  private void arguments(String arguments) {
    ObjectNode place = OutputItem.place(id, index);
    String event = "response.function_call_arguments.";
    if (!arguments.isEmpty()) {
      events.write(event + "delta", place.deepCopy().put("delta", arguments));
    }
    events.write(
        event + "done",
        place.put("name", item.path("name").asText("")).put("arguments", arguments));
  }

  private static ObjectNode with(ObjectNode place, String name, JsonNode value) {
    return place.deepCopy().set(name, value);
  }
}
