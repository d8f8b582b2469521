// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Json;
import io.hayhooks.edge.http.JsonFields;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * What this edge must know of a response request. The pipeline's engine checks the other fields.
 *
 * @param model the pipeline's name
 * @param stream whether the answer is to be streamed
 * @param body the whole request
 * @param size bytes of the whole request
 */
record ResponseRequest(String model, boolean stream, ObjectNode body, int size) {
  private static final String CONTENT = "content";

  ResponseRequest {
    requireNonNull(model, "model is null");
    requireNonNull(body, "body is null");
  }

  /**
   * Reads a request body.
   *
   * @throws io.hayhooks.error.ServerException {@code INVALID_REQUEST} with everything that is wrong
   */
  static ResponseRequest parse(ByteBuffer body, String contentType) {
    byte[] bytes = new byte[body.remaining()];
    body.duplicate().get(bytes);
    JsonFields fields = JsonFields.parse(bytes, contentType);
    String model = fields.text("model");
    boolean stream = fields.flag("stream", false);
    fields.check();
    return new ResponseRequest(model, stream, fields.body(), bytes.length);
  }

  /** Instructions and input as the messages that a model reads, for counting their tokens. */
  List<ObjectNode> messages() {
    List<ObjectNode> messages = new ArrayList<>();
    add(messages, "system", body.path("instructions"));
    JsonNode input = body.path("input");
    add(messages, "user", input);
    for (JsonNode item : input) {
      if (item instanceof ObjectNode message) {
        messages.add(message(message));
      }
    }
    return messages;
  }

  private static void add(List<ObjectNode> messages, String role, JsonNode text) {
    if (text.isTextual()) {
      messages.add(Json.MAPPER.createObjectNode().put("role", role).set(CONTENT, text));
    }
  }

  /** Calls of tools and their results have no content, but are read like it. */
  private static ObjectNode message(ObjectNode item) {
    if (item.has(CONTENT)) {
      return item;
    }
    JsonNode said = item.has("output") ? item.get("output") : item.path("arguments");
    return item.deepCopy().set(CONTENT, said.isMissingNode() ? null : said);
  }
}
