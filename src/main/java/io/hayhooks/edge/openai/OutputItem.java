// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Json;

/** One item of a response's output while it grows. Its events tell how it begins and ends. */
sealed interface OutputItem permits MessageItem, ReasoningItem, FunctionCallItem {
  /** Ends the item, {@code completed} or {@code incomplete}; gives what it became. */
  ObjectNode close(String status, ResponseEvents events);

  /** Says that an item begins. */
  static void added(ResponseEvents events, int index, ObjectNode item) {
    events.write("response.output_item.added", at(index, item));
  }

  /** Says that an item is complete. */
  static ObjectNode done(ResponseEvents events, int index, ObjectNode item) {
    events.write("response.output_item.done", at(index, item));
    return item;
  }

  private static ObjectNode at(int index, ObjectNode item) {
    return Json.MAPPER.createObjectNode().put("output_index", index).set("item", item);
  }

  /** What the events inside an item name it by. */
  static ObjectNode place(String id, int index) {
    return Json.MAPPER.createObjectNode().put("item_id", id).put("output_index", index);
  }
}
