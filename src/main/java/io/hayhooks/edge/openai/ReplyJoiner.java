// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Json;
import io.hayhooks.pipeline.RunChunk;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Joins a stream into one reply, for a client that did not ask for a stream. Events for a user
 * interface are dropped: such a client has no place for them.
 */
final class ReplyJoiner implements WholeStream.Parts<ChatDelta> {
  private static final String FUNCTION = "function";
  private static final String ARGUMENTS = "arguments";

  private final StringBuilder content = new StringBuilder();
  private final StringBuilder reasoning = new StringBuilder();
  private final Map<Integer, ObjectNode> toolCalls = new TreeMap<>();
  private Optional<String> finishReason = Optional.empty();
  private Optional<ObjectNode> usage = Optional.empty();

  @Override
  public void add(RunChunk chunk) {
    switch (chunk.kind()) {
      case BYTES, TEXT -> content.append(StandardCharsets.UTF_8.decode(chunk.data().duplicate()));
      case DELTA -> add(ChatDelta.of(Json.tree(chunk.data())));
      case COMPLETION -> add(ChatDelta.ofCompletion(Json.tree(chunk.data())));
      case EVENT -> {}
    }
  }

  private void add(ChatDelta delta) {
    delta.content().ifPresent(content::append);
    delta.reasoning().ifPresent(reasoning::append);
    delta.toolCalls().ifPresent(calls -> calls.forEach(this::addToolCall));
    finishReason = delta.finishReason().or(() -> finishReason);
    usage = delta.usage().or(() -> usage);
  }

  private void addToolCall(JsonNode piece) {
    ObjectNode call =
        toolCalls.computeIfAbsent(
            piece.path("index").asInt(), index -> Json.MAPPER.createObjectNode());
    if (piece.hasNonNull("id")) {
      call.set("id", piece.get("id"));
    }
    call.put("type", piece.path("type").asText(FUNCTION));
    ObjectNode function = call.withObject(FUNCTION);
    JsonNode said = piece.path(FUNCTION);
    if (said.hasNonNull("name")) {
      function.set("name", said.get("name"));
    }
    function.put(ARGUMENTS, function.path(ARGUMENTS).asText() + said.path(ARGUMENTS).asText(""));
  }

  @Override
  public ChatDelta end() {
    ArrayNode calls = Json.MAPPER.createArrayNode().addAll(toolCalls.values());
    return new ChatDelta(
        Optional.of(content.toString()),
        Optional.of(reasoning.toString()).filter(text -> !text.isEmpty()),
        Optional.of(calls).filter(list -> !list.isEmpty()),
        finishReason,
        usage);
  }
}
