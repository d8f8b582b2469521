// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Json;

/** A call of one of the client's tools. */
final class FunctionCallItem implements OutputItem {
  private static final String FUNCTION = "function";
  private static final String ARGUMENTS = "arguments";

  private final String id = ResponseId.random("fc_");
  private final int index;
  private final int callIndex;
  private final String callId;
  private final String name;
  private final StringBuilder arguments = new StringBuilder();

  /** Begins the call that {@code piece}, a tool call of a chat's delta, is the first of. */
  FunctionCallItem(int index, JsonNode piece, ResponseEvents events) {
    this.index = index;
    callIndex = piece.path("index").asInt();
    callId = piece.hasNonNull("id") ? piece.get("id").asText() : ResponseId.random("call_");
    name = piece.path(FUNCTION).path("name").asText("");
    OutputItem.added(events, index, call("in_progress"));
    add(piece, events);
  }

  /** Whether a piece goes on with this call. */
  boolean continues(JsonNode piece) {
    return piece.path("index").asInt() == callIndex
        && (!piece.hasNonNull("id") || piece.get("id").asText().equals(callId));
  }

  void add(JsonNode piece, ResponseEvents events) {
    String more = piece.path(FUNCTION).path(ARGUMENTS).asText("");
    if (!more.isEmpty()) {
      arguments.append(more);
      events.write(
          "response.function_call_arguments.delta", OutputItem.place(id, index).put("delta", more));
    }
  }

  @Override
  public ObjectNode close(String status, ResponseEvents events) {
    events.write(
        "response.function_call_arguments.done",
        OutputItem.place(id, index).put("name", name).put(ARGUMENTS, arguments.toString()));
    return OutputItem.done(events, index, call(status));
  }

  private ObjectNode call(String status) {
    ObjectNode item = Json.MAPPER.createObjectNode();
    item.put("id", id).put("type", "function_call").put("status", status);
    return item.put("call_id", callId).put("name", name).put(ARGUMENTS, arguments.toString());
  }
}
