// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.JsonFields;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What this edge must know of a chat completion request; the rest is the pipeline's business.
 *
 * @param model the pipeline's name
 * @param stream whether the answer is to be streamed
 * @param includeUsage whether a stream is to end with its usage
 * @param size bytes of the whole request
 */
record ChatRequest(
    String model, List<ObjectNode> messages, boolean stream, boolean includeUsage, int size) {
  ChatRequest {
    requireNonNull(model, "model is null");
    messages = List.copyOf(messages);
  }

  /** Whether the answer shall say what was used. */
  boolean wantsUsage() {
    return includeUsage || !stream;
  }

  /**
   * Reads a request body.
   *
   * @throws io.hayhooks.error.ServerException {@code INVALID_REQUEST} with everything that is wrong
   */
  static ChatRequest parse(ByteBuffer body, String contentType) {
    byte[] bytes = new byte[body.remaining()];
    body.duplicate().get(bytes);
    JsonFields fields = JsonFields.parse(bytes, contentType);
    String model = fields.text("model");
    List<ObjectNode> messages = fields.objects("messages");
    boolean stream = fields.flag("stream", false);
    fields.check();
    JsonNode includeUsage = fields.body().path("stream_options").path("include_usage");
    return new ChatRequest(model, messages, stream, includeUsage.asBoolean(false), bytes.length);
  }
}
