// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.util.UUID;

/** What is the same in all frames of one chat completion. */
record CompletionId(String id, long created, String model) {
  CompletionId {
    requireNonNull(id, "id is null");
    requireNonNull(model, "model is null");
  }

  /** A new one. */
  static CompletionId next(String model, Clock clock) {
    return new CompletionId(
        "chatcmpl-" + UUID.randomUUID(), clock.instant().getEpochSecond(), model);
  }

  /** The one that a wrapper's own completion object carries; this one fills its gaps. */
  CompletionId or(JsonNode completion) {
    return new CompletionId(
        completion.path("id").asText(id),
        completion.path("created").asLong(created),
        completion.path("model").asText(model));
  }
}
