// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.pipeline.RunChunk;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** Messages go out as the client takes them. */
final class EventChannelTest {
  private final EventChannel channel = new EventChannel();
  private final Client client = new Client();

  private static final class Client implements Flow.Subscriber<RunChunk> {
    private final List<String> events = new ArrayList<>();
    private Flow.Subscription subscription;
    private boolean ended;

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = newSubscription;
    }

    @Override
    public void onNext(RunChunk chunk) {
      events.add(MediaTypes.text(chunk.data()));
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {
      ended = true;
    }
  }

  private CompletableFuture<Void> send(String method) {
    return channel.sendMessage(new JSONRPCNotification(method)).toFuture();
  }

  @Test
  void aMessageIsOneEvent() {
    channel.subscribe(client);
    client.subscription.request(1);
    assertThat(send("a")).isDone();
    assertThat(client.events)
        .containsExactly("event: message\r\ndata: {\"jsonrpc\":\"2.0\",\"method\":\"a\"}\r\n\r\n");
  }

  @Test
  void sendingIsDoneWhenTheClientTookTheMessage() {
    channel.subscribe(client);
    CompletableFuture<Void> sent = send("a");
    assertThat(sent).isNotDone();
    client.subscription.request(1);
    assertThat(sent).isDone();
  }

  @Test
  void itEndsAfterTheLastMessage() {
    assertThat(send("a")).isNotDone();
    channel.close();
    channel.subscribe(client);
    assertThat(client.ended).isFalse();
    client.subscription.request(5);
    assertThat(client.events).hasSize(1);
    assertThat(client.ended).isTrue();
  }

  @Test
  void nobodyWaitsForAClientThatIsGone() {
    channel.subscribe(client);
    CompletableFuture<Void> before = send("a");
    client.subscription.cancel();
    assertThat(before).isDone();
    assertThat(send("b")).isDone();
    assertThat(client.events).isEmpty();
  }

  @Test
  void aClientThatTakesNothingIsCutOff() {
    channel.subscribe(client);
    for (int i = 0; i < 5000; i++) {
      channel.sendMessage(new JSONRPCNotification("a")).subscribe();
    }
    assertThat(channel.isBehind()).isTrue();
    client.subscription.request(Long.MAX_VALUE);
    assertThat(client.events).hasSizeLessThan(1100);
    assertThat(client.ended).isTrue();
  }
}
