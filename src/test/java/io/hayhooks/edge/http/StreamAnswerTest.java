// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunChunk;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

final class StreamAnswerTest {
  private final ServerException failure =
      new ServerException(ErrorCode.PIPELINE_FAILED, "it broke");

  private final TakingClient client = new TakingClient();
  private final RecordedConnection connection = new RecordedConnection();
  private final Demand demand = new Demand();
  private final Queue<Runnable> turns = new ArrayDeque<>();

  /** What the stream did to its connection. */
  private static final class RecordedConnection implements StreamAnswer.Connection {
    private final List<String> events = new ArrayList<>();

    @Override
    public void begin() {
      events.add("begin");
    }

    @Override
    public void complete() {
      events.add("complete");
    }

    @Override
    public void refuse(ServerException failure) {
      events.add("refuse " + failure.getMessage());
    }

    @Override
    public void cut(ServerException failure) {
      events.add("cut " + failure.getMessage());
    }

    @Override
    public void gone() {
      events.add("gone");
    }
  }

  /** What the stream asked its publisher for. */
  private static final class Demand implements Flow.Subscription {
    private long requested;
    private boolean cancelled;

    @Override
    public void request(long n) {
      requested += n;
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  /** Cannot read what it gets. */
  private static final class BrokenForm implements StreamForm {
    @Override
    public void chunk(RunChunk chunk, Bytes out) {
      throw new IllegalArgumentException("malformed");
    }

    @Override
    public void end(Bytes out) {}

    @Override
    public void failure(ServerException failure, Bytes out) {}

    @Override
    public void heartbeat(Bytes out) {}
  }

  private StreamAnswer open(StreamForm form) {
    StreamAnswer answer = new StreamAnswer(client, form, connection, new Turns(turns::add));
    answer.onSubscribe(demand);
    answer.writePossible();
    return answer;
  }

  private void takeTurns() {
    while (!turns.isEmpty()) {
      turns.remove().run();
    }
  }

  private static RunChunk chunk(String text) {
    return new RunChunk(
        RunChunk.Kind.BYTES, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void chunksArriveInOrderAndTheConnectionIsCompleted() {
    StreamAnswer answer = open(new PlainForm());
    answer.onNext(chunk("one "));
    answer.onNext(chunk("two"));
    answer.onComplete();
    takeTurns();
    assertThat(client.received()).isEqualTo("one two");
    assertThat(connection.events).containsExactly("begin", "complete");
    assertThat(demand.cancelled).isFalse();
  }

  @Test
  void nothingIsWrittenBeforeTheServerIsReadyForIt() {
    StreamAnswer answer =
        new StreamAnswer(client, new PlainForm(), connection, new Turns(Runnable::run));
    answer.onSubscribe(demand);
    answer.onNext(chunk("early"));
    assertThat(client.writes()).isZero();
    answer.writePossible();
    assertThat(client.received()).isEqualTo("early");
  }

  @Test
  void whatWaitsForASlowClientGoesOutInOneWriteWithOneFlush() {
    client.takeWrites(0);
    StreamAnswer answer = open(new PlainForm());
    for (int i = 0; i < 20; i++) {
      answer.onNext(chunk("x"));
    }
    takeTurns();
    assertThat(client.writes()).isZero();
    client.takeWrites(100);
    answer.writePossible();
    assertThat(client.received()).isEqualTo("x".repeat(20));
    assertThat(client.writes()).isOne();
    assertThat(client.flushes()).isOne();
  }

  @Test
  void chunksInQuickSuccessionShareAWrite() {
    StreamAnswer answer = open(new PlainForm());
    for (int i = 0; i < 30; i++) {
      answer.onNext(chunk("x"));
    }
    takeTurns();
    assertThat(client.received()).isEqualTo("x".repeat(30));
    assertThat(client.writes()).isLessThan(5);
  }

  @Test
  void moreIsRequestedOnlyWhenTheClientTookIt() {
    client.takeWrites(0);
    StreamAnswer answer = open(new PlainForm());
    long window = demand.requested;
    for (int i = 0; i < window; i++) {
      answer.onNext(chunk("x"));
    }
    takeTurns();
    assertThat(demand.requested).isEqualTo(window);
    client.takeWrites(100);
    answer.writePossible();
    assertThat(demand.requested).isEqualTo(2 * window);
  }

  @Test
  void anEmptyStreamIsStillAnAnswer() {
    open(new PlainForm()).onComplete();
    assertThat(client.received()).isEmpty();
    assertThat(connection.events).containsExactly("begin", "complete");
  }

  @Test
  void aFailureBeforeTheFirstChunkBecomesAnErrorAnswer() {
    open(new EventStreamForm()).onError(failure);
    assertThat(client.received()).isEmpty();
    assertThat(connection.events).containsExactly("refuse it broke");
  }

  @Test
  void plainTextThatFailsIsCutAfterWhatWasProduced() {
    StreamAnswer answer = open(new PlainForm());
    answer.onNext(chunk("one "));
    answer.onError(failure);
    takeTurns();
    assertThat(client.received()).isEqualTo("one ");
    assertThat(connection.events).containsExactly("begin", "cut it broke");
  }

  @Test
  void anEventStreamThatFailsEndsWithAnErrorEvent() {
    StreamAnswer answer = open(new EventStreamForm());
    answer.onNext(chunk("data: one\n\n"));
    answer.onError(failure);
    takeTurns();
    assertThat(client.received())
        .startsWith("data: one\n\nevent: error\ndata: {\"error\":{\"message\":\"it broke\"")
        .endsWith("}}\n\n");
    assertThat(connection.events).containsExactly("begin", "complete");
  }

  @Test
  void aClientThatLeftCancelsTheWork() {
    StreamAnswer answer = open(new PlainForm());
    client.leave();
    answer.onNext(chunk("x"));
    takeTurns();
    assertThat(demand.cancelled).isTrue();
    assertThat(connection.events).endsWith("gone").doesNotContain("complete");
    answer.onNext(chunk("late"));
    answer.onComplete();
    takeTurns();
    assertThat(connection.events).endsWith("gone");
  }

  @Test
  void aServerThatNoticesTheClientLeavingCancelsTheWork() {
    StreamAnswer answer = open(new PlainForm());
    answer.clientGone();
    assertThat(demand.cancelled).isTrue();
    assertThat(connection.events).containsExactly("gone");
  }

  @Test
  void aPublisherThatComesAfterTheClientLeftIsCancelled() {
    StreamAnswer answer =
        new StreamAnswer(client, new PlainForm(), connection, new Turns(Runnable::run));
    answer.clientGone();
    answer.onSubscribe(demand);
    assertThat(demand.cancelled).isTrue();
  }

  @Test
  void silenceIsFilledWithHeartbeats() {
    StreamAnswer answer = open(new EventStreamForm());
    answer.beat(0);
    answer.onNext(chunk("data: one\n\n"));
    takeTurns();
    answer.beat(0);
    answer.beat(Long.MAX_VALUE);
    assertThat(client.received()).isEqualTo(": ping\n\ndata: one\n\n: ping\n\n");
  }

  @Test
  void noHeartbeatComesBetweenTheLinesOfAnEvent() {
    StreamAnswer answer = open(new EventStreamForm());
    answer.onNext(chunk("data: half of"));
    takeTurns();
    answer.beat(0);
    assertThat(client.received()).isEqualTo("data: half of");
  }

  @Test
  void aSilentPlainStreamShowsAtLeastItsHead() {
    StreamAnswer answer = open(new PlainForm());
    answer.beat(0);
    answer.beat(0);
    assertThat(client.received()).isEmpty();
    assertThat(connection.events).containsExactly("begin");
    assertThat(client.flushes()).isOne();
  }

  @Test
  void aChunkThatCannotBeWrittenEndsTheStreamAsAFailure() {
    StreamAnswer answer = open(new BrokenForm());
    answer.onNext(chunk("x"));
    takeTurns();
    assertThat(demand.cancelled).isTrue();
    assertThat(connection.events).hasSize(1).first().asString().startsWith("refuse");
  }
}
