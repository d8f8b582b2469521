// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static io.hayhooks.edge.openai.Items.completion;
import static io.hayhooks.edge.openai.Items.delta;
import static io.hayhooks.edge.openai.Items.event;
import static io.hayhooks.edge.openai.Items.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayhooks.edge.http.Json;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunChunk;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ReplyJoinerTest {
  private final WholeStream<ChatDelta> joiner = new WholeStream<>(new ReplyJoiner());
  private final AtomicLong requested = new AtomicLong();
  private final AtomicLong cancelled = new AtomicLong();

  private ChatDelta joined(RunChunk... items) {
    subscribe();
    for (RunChunk item : items) {
      joiner.onNext(item);
    }
    joiner.onComplete();
    return joiner.result().join();
  }

  private void subscribe() {
    joiner.onSubscribe(
        new Flow.Subscription() {
          @Override
          public void request(long n) {
            requested.addAndGet(n);
          }

          @Override
          public void cancel() {
            cancelled.incrementAndGet();
          }
        });
  }

  @Test
  void textsAreJoinedAndEventsDropped() {
    ChatDelta reply = joined(text("Hello"), event("{'type':'status'}"), text(" wörld"));
    assertThat(reply).isEqualTo(ChatDelta.text("Hello wörld"));
  }

  @Test
  void nothingIsLostOfDeltas() {
    ChatDelta reply =
        joined(
            delta("{'reasoning_content':'think'}"),
            delta("{'content':'say','finish_reason':'stop'}"),
            delta("{'reasoning_content':'ing','usage':{'total_tokens':3}}"),
            delta("{'finish_reason':'length'}"));
    assertThat(reply.content()).contains("say");
    assertThat(reply.reasoning()).contains("thinking");
    assertThat(reply.finishReason()).contains("length");
    assertThat(reply.usage().orElseThrow()).hasToString("{\"total_tokens\":3}");
  }

  @Test
  void toolCallsAreMergedByIndex() {
    ChatDelta reply =
        joined(
            delta(
                "{'tool_calls':[{'index':1,'id':'b','function':{'name':'two','arguments':'{'}}]}"),
            delta(
                "{'tool_calls':[{'index':0,'id':'a','function':{'name':'one','arguments':''}},"
                    + "{'index':1,'function':{'arguments':'}'}}]}"));
    assertThat(reply.toolCalls().orElseThrow())
        .hasToString(
            ("[{'id':'a','type':'function','function':{'name':'one','arguments':''}},"
                    + "{'id':'b','type':'function','function':{'name':'two','arguments':'{}'}}]")
                .replace('\'', '"'));
  }

  @Test
  void aWrappersOwnObjectsCountAsWhatTheySay() {
    ChatDelta reply =
        joined(
            completion("{'choices':[{'delta':{'content':'one '}}]}"),
            completion("{'choices':[{'message':{'content':'two'},'finish_reason':'length'}]}"),
            completion("{'choices':[],'usage':{'total_tokens':3}}"));
    assertThat(reply.content()).contains("one two");
    assertThat(reply.finishReason()).contains("length");
    assertThat(reply.usage()).isPresent();
  }

  @Test
  void aLongStreamIsRequestedPieceByPiece() {
    RunChunk[] items = new RunChunk[1000];
    java.util.Arrays.fill(items, text("x"));
    assertThat(joined(items).content().orElseThrow()).hasSize(1000);
    assertThat(requested.get()).isBetween(1000L, 1100L);
  }

  @Test
  void aFailureFailsTheReply() {
    subscribe();
    joiner.onNext(text("partial"));
    joiner.onError(new ServerException(ErrorCode.PIPELINE_FAILED, "broke"));
    assertThatThrownBy(() -> joiner.result().join()).hasRootCauseMessage("broke");
  }

  @Test
  void whoCancelsTheReplyCancelsTheStream() {
    subscribe();
    joiner.result().cancel(true);
    assertThat(cancelled).hasValue(1);
  }

  @Test
  void theCompletionObjectIsOpenAis() {
    CompletionId id = new CompletionId("chatcmpl-1", 17, "m");
    ChatDelta said = ChatDelta.of(Json.MAPPER.createObjectNode().put("content", "Hi"));
    assertThat(Json.MAPPER.valueToTree(ChatReply.of(id, said, null)).toString())
        .isEqualTo(
            ("{'id':'chatcmpl-1','object':'chat.completion','created':17,'model':'m','choices':[{"
                    + "'index':0,'message':{'role':'assistant','content':'Hi','refusal':null},"
                    + "'logprobs':null,'finish_reason':'stop'}]}")
                .replace('\'', '"'));
  }

  @Test
  void aReplyThatOnlyCallsToolsHasNoContent() {
    ChatDelta said =
        joined(delta("{'tool_calls':[{'index':0,'id':'a','function':{'name':'one'}}]}"));
    ChatReply.Choice choice =
        ChatReply.of(new CompletionId("1", 1, "m"), said, null).choices().get(0);
    assertThat(choice.message().content()).isNull();
    assertThat(choice.finishReason()).isEqualTo("tool_calls");
  }
}
