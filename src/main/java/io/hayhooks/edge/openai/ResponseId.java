// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hayhooks.edge.http.Json;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What is the same in all states of one response.
 *
 * @param request the request, whose settings a response repeats
 */
record ResponseId(String id, long created, String model, ObjectNode request) {
  /** What a response repeats of its request, with what it says when the request does not. */
  private static final Map<String, JsonNode> REPEATED = new LinkedHashMap<>();

  static {
    REPEATED.put("instructions", NullNode.getInstance());
    REPEATED.put("max_output_tokens", NullNode.getInstance());
    REPEATED.put("metadata", Json.MAPPER.createObjectNode());
    REPEATED.put("parallel_tool_calls", BooleanNode.TRUE);
    REPEATED.put("previous_response_id", NullNode.getInstance());
    REPEATED.put("temperature", NullNode.getInstance());
    REPEATED.put("tool_choice", TextNode.valueOf("auto"));
    REPEATED.put("tools", Json.MAPPER.createArrayNode());
    REPEATED.put("top_p", NullNode.getInstance());
  }

  ResponseId {
    requireNonNull(id, "id is null");
    requireNonNull(model, "model is null");
    requireNonNull(request, "request is null");
  }

  /** A new one. */
  static ResponseId next(ResponseRequest request, Clock clock) {
    return new ResponseId(
        random("resp_"), clock.instant().getEpochSecond(), request.model(), request.body());
  }

  /** An id as OpenAI's are: a prefix and 32 hexadecimal digits. */
  static String random(String prefix) {
    return prefix + UUID.randomUUID().toString().replace("-", "");
  }

  /** The one that a wrapper's own response object carries; this one fills its gaps. */
  ResponseId or(JsonNode response) {
    return new ResponseId(
        response.path("id").asText(id),
        response.path("created_at").asLong(created),
        response.path("model").asText(model),
        request);
  }

  /** The response as it stands. */
  ObjectNode response(String status, ArrayNode output, JsonNode usage, JsonNode error) {
    ObjectNode response = Json.MAPPER.createObjectNode();
    response.put("id", id).put("object", "response").put("created_at", created);
    response.put("status", status).put("model", model).set("output", output);
    response.set("usage", usage);
    response.set("error", error);
    response.putNull("incomplete_details");
    REPEATED.forEach(
        (name, fallback) ->
            response.set(name, request.hasNonNull(name) ? request.get(name) : fallback));
    return response.put("store", false);
  }
}
