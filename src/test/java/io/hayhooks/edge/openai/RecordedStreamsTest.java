// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Bytes;
import io.hayhooks.edge.http.Json;
import io.hayhooks.pipeline.RunChunk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Hayhooks was recorded to stream, streamed by us: the same words in OpenAI's form. */
final class RecordedStreamsTest {
  /** A recorded stream, with a name for the test's report. */
  record Recorded(String name, List<JsonNode> frames) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Recorded> recorded() throws IOException {
    try (InputStream cases = RecordedStreamsTest.class.getResourceAsStream("/cases/chat.json")) {
      return StreamSupport.stream(Json.MAPPER.readTree(cases).spliterator(), false)
          .filter(recorded -> recorded.path("response").has("events"))
          .map(
              recorded ->
                  new Recorded(
                      recorded.path("name").asText(),
                      frames(recorded.path("response").path("events"))))
          .toList()
          .stream();
    }
  }

  private static List<JsonNode> frames(JsonNode events) {
    List<JsonNode> frames = new ArrayList<>();
    events.forEach(event -> frames.add(tree(event.asText().substring("data: ".length()))));
    return frames;
  }

  private static JsonNode tree(String json) {
    try {
      return Json.MAPPER.readTree(json);
    } catch (IOException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void theSameIsSaidInOpenAiForm(Recorded recorded) {
    List<JsonNode> ours = ours(recorded.frames());
    assertThat(said(ours, "content")).isEqualTo(said(recorded.frames(), "content"));
    assertThat(said(ours, "reasoning_content"))
        .isEqualTo(said(recorded.frames(), "reasoning_content"));
    assertThat(ours.stream().filter(frame -> frame.has("event")).toList())
        .isEqualTo(recorded.frames().stream().filter(frame -> frame.has("event")).toList());
    List<JsonNode> chunks = ours.stream().filter(frame -> frame.has("choices")).toList();
    assertThat(chunks.stream().filter(chunk -> delta(chunk).has("role"))).hasSize(1);
    assertThat(chunks).allMatch(chunk -> delta(chunk).findValues("refusal").isEmpty());
    assertThat(chunks.get(chunks.size() - 1).path("choices").path(0).path("finish_reason").asText())
        .isEqualTo(finishReason(recorded.frames()));
  }

  /** Our frames for the items that must have led to the recorded ones. */
  private static List<JsonNode> ours(List<JsonNode> recorded) {
    ChatFrames frames =
        new ChatFrames(
            new CompletionId("chatcmpl-1", 1, "m"),
            new UsageMeter(false, List.of(), new TokenCounter(Runnable::run)));
    Bytes out = new Bytes(64);
    recorded.forEach(frame -> frames.chunk(item(frame), out));
    frames.end(out);
    List<JsonNode> ours = new ArrayList<>();
    for (String frame : out.toString().split("\n\n", -1)) {
      if (frame.startsWith("data: {")) {
        ours.add(tree(frame.substring("data: ".length())));
      }
    }
    return ours;
  }

  private static RunChunk item(JsonNode frame) {
    if (frame.has("event")) {
      return item(RunChunk.Kind.EVENT, frame.get("event"));
    }
    ObjectNode item = Json.MAPPER.createObjectNode();
    delta(frame).properties().stream()
        .filter(field -> !field.getValue().isNull() && !field.getKey().equals("role"))
        .forEach(field -> item.set(field.getKey(), field.getValue()));
    JsonNode reason = frame.path("choices").path(0).path("finish_reason");
    if (reason.isTextual()) {
      item.set("finish_reason", reason);
    }
    return item(RunChunk.Kind.DELTA, item);
  }

  private static RunChunk item(RunChunk.Kind kind, JsonNode data) {
    return new RunChunk(kind, ByteBuffer.wrap(Json.bytes(data)));
  }

  private static JsonNode delta(JsonNode frame) {
    return frame.path("choices").path(0).path("delta");
  }

  private static String said(List<JsonNode> frames, String field) {
    StringBuilder text = new StringBuilder();
    frames.forEach(frame -> text.append(delta(frame).path(field).asText("")));
    return text.toString();
  }

  private static String finishReason(List<JsonNode> frames) {
    return frames.stream()
        .map(frame -> frame.path("choices").path(0).path("finish_reason"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .reduce("stop", (first, second) -> second);
  }
}
