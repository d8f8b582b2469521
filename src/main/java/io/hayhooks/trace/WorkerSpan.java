// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A span as a worker tells it.
 *
 * @param end nanoseconds since 1970, as {@code start}; 0 while it goes on
 * @param tags what is known of it; values are texts, numbers or booleans
 * @param error what it ended with, and why; both empty when it did not fail
 */
record WorkerSpan(
    String id,
    String parent,
    String name,
    long start,
    long end,
    Map<String, JsonNode> tags,
    String error,
    String message) {
  private static final Logger LOG = Logger.getLogger(WorkerSpan.class.getName());
  private static final JsonMapper JSON = new JsonMapper();

  WorkerSpan {
    requireNonNull(id, "id is null");
    requireNonNull(parent, "parent is null");
    requireNonNull(name, "name is null");
    requireNonNull(error, "error is null");
    requireNonNull(message, "message is null");
  }

  boolean failed() {
    return !error.isEmpty();
  }

  /** Reads what a call's worker said, in this order; later words on a span replace earlier ones. */
  static Collection<WorkerSpan> read(List<byte[]> payloads) {
    Map<String, WorkerSpan> spans = new LinkedHashMap<>();
    for (byte[] payload : payloads) {
      try {
        for (JsonNode span : JSON.readTree(payload).path("spans")) {
          spans.put(span.path("id").asText(), of(span));
        }
      } catch (IOException e) {
        LOG.log(Level.WARNING, "A worker told of spans in a way that is not understood", e);
      }
    }
    return spans.values();
  }

  private static WorkerSpan of(JsonNode span) {
    Map<String, JsonNode> tags = new LinkedHashMap<>();
    span.path("tags").properties().forEach(tag -> tags.put(tag.getKey(), tag.getValue()));
    return new WorkerSpan(
        span.path("id").asText(),
        span.path("parent").asText(),
        span.path("name").asText(),
        span.path("start").asLong(),
        span.path("end").asLong(),
        tags,
        span.path("error").asText(),
        span.path("message").asText());
  }
}
