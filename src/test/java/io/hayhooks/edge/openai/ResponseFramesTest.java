// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static io.hayhooks.edge.openai.Items.completion;
import static io.hayhooks.edge.openai.Items.delta;
import static io.hayhooks.edge.openai.Items.event;
import static io.hayhooks.edge.openai.Items.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Bytes;
import io.hayhooks.edge.http.Json;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunChunk;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ResponseFramesTest {
  private static final String CREATED = "response.created";
  private static final String IN_PROGRESS = "response.in_progress";

  private final Bytes out = new Bytes(64);
  private final ResponseFrames frames =
      new ResponseFrames(
          new ResponseId(
              "resp_1", 17, "m", Json.MAPPER.createObjectNode().put("instructions", "Be brief")),
          output -> TokenUsage.response(1, output.size()));

  private List<JsonNode> events(RunChunk... items) {
    for (RunChunk item : items) {
      frames.chunk(item, out);
    }
    frames.end(out);
    return read();
  }

  private List<JsonNode> read() {
    List<JsonNode> events = new ArrayList<>();
    for (String frame : out.toString().split("\n\n", -1)) {
      if (frame.isEmpty()) {
        continue;
      }
      String[] lines = frame.split("\ndata: ", 2);
      JsonNode data = tree(lines[1]);
      assertThat(lines[0]).isEqualTo("event: " + data.path("type").asText().replace("\n", " "));
      assertThat(data.path("sequence_number").asInt(-1)).isEqualTo(events.size());
      events.add(data);
    }
    return events;
  }

  private static JsonNode tree(String json) {
    try {
      return Json.MAPPER.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }

  private static List<String> types(List<JsonNode> events) {
    return events.stream().map(event -> event.path("type").asText()).toList();
  }

  private static JsonNode last(List<JsonNode> events) {
    return events.get(events.size() - 1);
  }

  @Test
  void aTextIsAMessageWithOnePart() {
    List<JsonNode> events = events(text("Hel\"lo"), text(""), text(" wörld"));
    assertThat(types(events))
        .containsExactly(
            CREATED,
            IN_PROGRESS,
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.completed");
    assertThat(events.get(4).path("delta").asText()).isEqualTo("Hel\"lo");
    assertThat(events.get(4).path("item_id")).isEqualTo(events.get(2).path("item").path("id"));
    JsonNode response = last(events).path("response");
    assertThat(response.path("output").path(0).path("content").path(0).path("text").asText())
        .isEqualTo("Hel\"lo wörld");
    assertThat(response.path("status").asText()).isEqualTo("completed");
    assertThat(response.path("instructions").asText()).isEqualTo("Be brief");
    assertThat(response.path("usage").path("total_tokens").asInt()).isEqualTo(2);
  }

  @Test
  void aNewKindOfItemEndsTheOpenOne() {
    String call =
        "{'tool_calls':[{'index':%d,'id':'c%d','function':{'name':'w','arguments':'{}'}}]}";
    List<JsonNode> events =
        events(
            delta("{'reasoning_content':'hm'}"),
            text("a"),
            delta(call.formatted(0, 0)),
            delta(call.formatted(1, 1)),
            delta("{'tool_calls':[{'index':1,'function':{'arguments':' '}}]}"));
    JsonNode output = last(events).path("response").path("output");
    assertThat(output.findValuesAsText("type"))
        .containsExactly(
            "reasoning",
            "summary_text",
            "message",
            "output_text",
            "function_call",
            "function_call");
    assertThat(output.path(3).path("call_id").asText()).isEqualTo("c1");
    assertThat(output.path(3).path("arguments").asText()).isEqualTo("{} ");
    assertThat(types(events))
        .contains("response.reasoning_summary_text.done", "response.function_call_arguments.done");
    assertThat(events.stream().filter(e -> e.path("type").asText().endsWith("item.done")))
        .extracting(e -> e.path("output_index").asInt())
        .containsExactly(0, 1, 2, 3);
  }

  @Test
  void eventsForAUserInterfaceGoBetweenTheOthers() {
    List<JsonNode> events =
        events(event("{'type':'sta\\ntus','data':{'done':true}}"), text("a")).stream().toList();
    assertThat(types(events)).startsWith(CREATED, IN_PROGRESS);
    assertThat(events.get(2).path("data")).hasToString("{\"done\":true}");
  }

  @Test
  void reportedUsageIsToldInThisApisWords() {
    List<JsonNode> events =
        events(text("a"), delta("{'usage':{'prompt_tokens':3,'completion_tokens':4}}"));
    assertThat(last(events).path("response").path("usage"))
        .hasToString(
            ("{'input_tokens':3,'input_tokens_details':{'cached_tokens':0},'output_tokens':4,"
                    + "'output_tokens_details':{'reasoning_tokens':0},'total_tokens':7}")
                .replace('\'', '"'));
  }

  @Test
  void aWrappersOwnResponseIsToldAsAStreamAndEndsIt() {
    List<JsonNode> events =
        events(
            completion(
                "{'object':'response','id':'resp_own','created_at':1,'model':'x','status':"
                    + "'incomplete','usage':{'total_tokens':3},'output':[{'id':'msg_1','type':"
                    + "'message','content':[{'type':'output_text','text':'hi'}]},{'id':'w',"
                    + "'type':'web_search_call'}]}"),
            text("ignored"));
    assertThat(types(events))
        .containsExactly(
            CREATED,
            IN_PROGRESS,
            "response.output_item.added",
            "response.content_part.added",
            "response.output_text.delta",
            "response.output_text.done",
            "response.content_part.done",
            "response.output_item.done",
            "response.output_item.added",
            "response.output_item.done",
            "response.incomplete");
    assertThat(events.get(0).path("response").path("id").asText()).isEqualTo("resp_own");
    assertThat(last(events).path("response").path("usage").path("total_tokens").asInt())
        .isEqualTo(3);
  }

  @Test
  void anEmptyStreamIsAnEmptyResponse() {
    assertThat(types(events())).containsExactly(CREATED, IN_PROGRESS, "response.completed");
  }

  @Test
  void aFailureIsAnErrorAndAFailedResponseWithWhatWasSaid() {
    frames.chunk(text("partial"), out);
    frames.failure(new ServerException(ErrorCode.PIPELINE_FAILED, "broke"), out);
    List<JsonNode> events = read();
    assertThat(types(events)).endsWith("response.output_item.done", "error", "response.failed");
    JsonNode error =
        events.stream()
            .filter(e -> e.path("type").asText().equals("error"))
            .findAny()
            .orElseThrow();
    assertThat(error.path("message").asText()).isEqualTo("broke");
    assertThat(error.path("code").asText()).isEqualTo("server_error");
    JsonNode failed = last(events).path("response");
    assertThat(failed.path("error").path("message").asText()).isEqualTo("broke");
    assertThat(failed.path("output").path(0).path("status").asText()).isEqualTo("incomplete");
  }

  @Test
  void aSilentStreamBeginsInsteadOfAComment() {
    frames.heartbeat(out);
    assertThat(types(read())).containsExactly(CREATED, IN_PROGRESS);
    frames.heartbeat(out);
    assertThat(out.toString()).endsWith(": ping\n\n");
  }

  @Test
  void withoutAStreamTheSameItemsAreTheResponse() {
    for (RunChunk item : List.of(delta("{'reasoning_content':'hm'}"), text("a"), text("b"))) {
      frames.add(item);
    }
    ObjectNode response = frames.end().whole();
    assertThat(response.path("output").path(1).path("content").path(0).path("text").asText())
        .isEqualTo("ab");
    assertThat(response.path("usage").path("output_tokens").asInt()).isEqualTo(2);
  }

  @Test
  void anEmptyTextIsStillAMessage() {
    frames.answer(ByteBuffer.allocate(0), false, out);
    assertThat(frames.whole().path("output")).hasSize(1);
  }

  @Test
  void promptsAreCountedWhateverFormTheInputHas() {
    ByteBuffer body =
        StandardCharsets.UTF_8.encode(
            "{\"model\":\"m\",\"instructions\":\"i\",\"input\":[{\"role\":\"user\",\"content\":"
                + "\"c\"},{\"type\":\"function_call_output\",\"output\":\"o\"}]}");
    assertThat(ResponseRequest.parse(body, "application/json").messages())
        .extracting(message -> message.path("content").asText())
        .containsExactly("i", "c", "o");
  }
}
