// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static io.hayhooks.edge.openai.Items.completion;
import static io.hayhooks.edge.openai.Items.delta;
import static io.hayhooks.edge.openai.Items.event;
import static io.hayhooks.edge.openai.Items.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.edge.http.Bytes;
import io.hayhooks.edge.http.Json;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunChunk;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ChatFramesTest {
  private static final CompletionId ID = new CompletionId("chatcmpl-1", 17, "a \"model\"");
  private static final String HEAD =
      "data: {\"id\":\"chatcmpl-1\",\"object\":\"chat.completion.chunk\",\"created\":17,"
          + "\"model\":\"a \\\"model\\\"\",\"choices\":";
  private static final String DONE = "data: [DONE]";

  private static List<String> frames(boolean withUsage, RunChunk... items) {
    UsageMeter usage = new UsageMeter(withUsage, List.of(), new TokenCounter(Runnable::run));
    ChatFrames frames = new ChatFrames(ID, usage);
    Bytes out = new Bytes(64);
    for (RunChunk item : items) {
      frames.chunk(item, out);
    }
    frames.end(out);
    assertThat(out.toString()).endsWith("\n\n");
    return List.of(out.toString().split("\n\n"));
  }

  private static List<String> frames(RunChunk... items) {
    return frames(false, items);
  }

  private static String frame(String delta, String finishReason) {
    return HEAD
        + "[{\"index\":0,\"delta\":%s,\"finish_reason\":%s}]}"
            .formatted(delta.replace('\'', '"'), finishReason);
  }

  @Test
  void theRoleComesOnceAndAStopFrameAndDoneLast() {
    assertThat(frames(text("Hel\"lo"), text(" wörld")))
        .containsExactly(
            frame("{'role':'assistant','content':'Hel\\'lo'}", "null"),
            frame("{'content':' wörld'}", "null"),
            frame("{}", "\"stop\""),
            DONE);
  }

  @Test
  void anEmptyStreamStillSaysThatTheAssistantStopped() {
    assertThat(frames()).containsExactly(frame("{'role':'assistant'}", "\"stop\""), DONE);
  }

  @Test
  void aFinishReasonWaitsForTheLastFrame() {
    assertThat(frames(delta("{'content':'two','finish_reason':'length'}"), text("more")))
        .containsExactly(
            frame("{'role':'assistant','content':'two'}", "null"),
            frame("{'content':'more'}", "null"),
            frame("{}", "\"length\""),
            DONE);
  }

  @Test
  void reasoningAndToolCallsAreDeltasOfTheirOwn() {
    String call = "{'index':0,'id':'c1','type':'function','function':{'name':'w','arguments':''}}";
    String rest = "{'index':0,'function':{'arguments':'{}'}}";
    assertThat(
            frames(
                delta("{'content':'','reasoning_content':'hm'}"),
                delta("{'content':'','tool_calls':[%s]}".formatted(call)),
                delta("{'tool_calls':[%s]}".formatted(rest))))
        .containsExactly(
            frame("{'role':'assistant','reasoning_content':'hm'}", "null"),
            frame("{'tool_calls':[%s]}".formatted(call), "null"),
            frame("{'tool_calls':[%s]}".formatted(rest), "null"),
            frame("{}", "\"tool_calls\""),
            DONE);
  }

  @Test
  void eventsKeepTheirOwnForm() {
    assertThat(frames(event("{'type':'status','data':{'a':[1,null],'b':{},'c':'é'}}")))
        .first()
        .isEqualTo(
            "data: {\"event\": {\"type\": \"status\", \"data\": {\"a\": [1, null], \"b\": {},"
                + " \"c\": \"\\u00E9\"}}}");
  }

  @Test
  void aWrappersOwnChunkGoesOutAsItIs() {
    String own =
        "{'id':'x','object':'chat.completion.chunk','choices':[{'index':0,'delta':{'role':"
            + "'assistant','content':'raw'},'finish_reason':'length'}]}";
    assertThat(frames(completion(own))).containsExactly("data: " + own.replace('\'', '"'), DONE);
  }

  @Test
  void aWrappersOwnChunkStaysInOneFrame() {
    assertThat(frames(completion("{\n'id': 'x',\n\n'choices': [{'delta': {'content': 'a'}}]}")))
        .first()
        .isEqualTo("data: {\"id\":\"x\",\"choices\":[{\"delta\":{\"content\":\"a\"}}]}");
  }

  @Test
  void aWholeCompletionIsTakenApart() {
    assertThat(
            frames(
                completion(
                    "{'choices':[{'message':{'role':'assistant','content':'made by hand',"
                        + "'tool_calls':null},'finish_reason':'length'}]}")))
        .containsExactly(
            frame("{'role':'assistant','content':'made by hand'}", "null"),
            frame("{}", "\"length\""),
            DONE);
  }

  @Test
  void aWrappersOwnUsageFrameFollowsTheStopFrame() {
    String usage = "{'id':'x','choices':[],'usage':{'total_tokens':3}}";
    assertThat(frames(true, text("hi"), completion(usage)))
        .hasSize(4)
        .element(2)
        .isEqualTo("data: " + usage.replace('\'', '"'));
  }

  @Test
  void usageIsTheLastFrameWhenAskedFor() {
    List<String> frames = frames(true, text("Hello"), text(" world"));
    assertThat(frames).hasSize(5);
    assertThat(frames.subList(0, 3)).allMatch(frame -> frame.endsWith("}],\"usage\":null}"));
    assertThat(frames.get(3))
        .isEqualTo(
            HEAD
                + "[],\"usage\":{\"prompt_tokens\":0,\"completion_tokens\":2,\"total_tokens\":2}}");
  }

  @Test
  void reportedUsageIsNotCountedAgain() {
    assertThat(frames(true, text("Hello"), delta("{'usage':{'total_tokens':77}}")).get(2))
        .isEqualTo(HEAD + "[],\"usage\":{\"total_tokens\":77}}");
  }

  @Test
  void aFailureIsTheLastFrame() throws Exception {
    ChatFrames frames =
        new ChatFrames(ID, new UsageMeter(false, List.of(), new TokenCounter(Runnable::run)));
    Bytes out = new Bytes(64);
    frames.failure(new ServerException(ErrorCode.WORKER_DIED, "It died"), out);
    JsonNode error = Json.MAPPER.readTree(out.toString().substring("data: ".length()));
    assertThat(error.path("error").path("message").asText()).isEqualTo("It died");
    assertThat(error.path("error").path("code").asInt()).isEqualTo(502);
    assertThat(out.toString()).endsWith("}\n\n");
  }
}
