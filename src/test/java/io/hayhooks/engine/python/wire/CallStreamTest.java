// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunChunk;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

/** Credit and signals of one stream, on the test's own thread. */
class CallStreamTest {
  private static final RunChunk CHUNK = new RunChunk(RunChunk.Kind.TEXT, ByteBuffer.allocate(0));

  private final List<Integer> credits = new ArrayList<>();
  private final List<String> signals = new ArrayList<>();
  private final CallStream stream = new CallStream(new RecordingLink());
  private Flow.Subscription subscription;

  private final class RecordingLink implements CallLink {
    @Override
    public void execute(Runnable task) {
      task.run();
    }

    @Override
    public void credit(int chunks) {
      credits.add(chunks);
    }

    @Override
    public void cancel() {
      signals.add("cancel");
    }
  }

  private final class Recorder implements Flow.Subscriber<RunChunk> {
    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      signals.add("subscribed");
    }

    @Override
    public void onNext(RunChunk chunk) {
      signals.add("chunk");
    }

    @Override
    public void onError(Throwable error) {
      signals.add(((ServerException) error).code().name());
    }

    @Override
    public void onComplete() {
      signals.add("complete");
    }
  }

  private void send(int chunks) throws ProtocolException {
    for (int i = 0; i < chunks; i++) {
      stream.chunk(CHUNK);
    }
  }

  @Test
  void eachRequestOfOneIsPassedOnWhenTheWorkerHasNone() throws Exception {
    stream.subscribe(new Recorder());
    for (int i = 0; i < 3; i++) {
      subscription.request(1);
      send(1);
    }
    assertThat(credits).containsExactly(1, 1, 1);
  }

  @Test
  void workerWithCreditEnoughGetsMoreInBatches() throws Exception {
    stream.subscribe(new Recorder());
    subscription.request(32);
    for (int i = 0; i < 32; i++) {
      send(1);
      subscription.request(1);
    }
    assertThat(credits).containsExactly(32, 16, 16);
  }

  @Test
  void requestsHeldBackAreGrantedInTime() throws Exception {
    stream.subscribe(new Recorder());
    subscription.request(10);
    subscription.request(3);
    assertThat(credits).containsExactly(10);
    send(7);
    assertThat(credits).containsExactly(10, 3);
    send(6);
    assertThatThrownBy(() -> send(1)).isInstanceOf(ProtocolException.class);
  }

  @Test
  void unboundedRequestIsOneGrant() throws Exception {
    stream.subscribe(new Recorder());
    subscription.request(Long.MAX_VALUE);
    subscription.request(Long.MAX_VALUE);
    send(100);
    assertThat(credits).containsExactly(Integer.MAX_VALUE);
  }

  @Test
  void endBeforeTheSubscriptionIsKept() {
    stream.fail(new ServerException(ErrorCode.PIPELINE_FAILED, "no"));
    stream.subscribe(new Recorder());
    subscription.request(1);
    assertThat(signals).containsExactly("subscribed", "PIPELINE_FAILED");
    assertThat(credits).isEmpty();
  }

  @Test
  void nothingComesAfterCancel() throws Exception {
    stream.subscribe(new Recorder());
    subscription.request(5);
    subscription.cancel();
    send(2);
    stream.complete();
    assertThat(signals).containsExactly("subscribed", "cancel");
  }

  @Test
  void requestOfNothingEndsTheStream() {
    stream.subscribe(new Recorder());
    subscription.request(0);
    assertThat(signals).containsExactly("subscribed", "INTERNAL_ERROR", "cancel");
  }

  @Test
  void subscriberThatThrowsCancelsItsOwnCall() throws Exception {
    stream.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription given) {
            given.request(9);
          }

          @Override
          public void onNext(RunChunk chunk) {
            throw new IllegalStateException("as the test wants");
          }

          @Override
          public void onError(Throwable error) {
            signals.add("error");
          }

          @Override
          public void onComplete() {
            signals.add("complete");
          }
        });
    send(2);
    assertThat(signals).containsExactly("cancel");
  }
}
