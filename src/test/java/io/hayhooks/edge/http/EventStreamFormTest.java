// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.RunChunk;
import io.hayhooks.pipeline.RunHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EventStreamFormTest {
  private final EventStreamForm form = new EventStreamForm();
  private final Bytes out = new Bytes(64);

  private void chunk(String text) {
    ByteBuffer data = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    form.chunk(new RunChunk(RunChunk.Kind.BYTES, data), out);
    out.clear();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"data: a\n\n", "data: a\r\n\r\n", "data: a\n|\n", "\n", "data: a\n\n|:x\n\n"})
  void thereIsRoomForAHeartbeatAfterABlankLine(String sent) {
    for (String piece : sent.split("\\|", -1)) {
      chunk(piece);
    }
    form.heartbeat(out);
    assertThat(out.toString()).isEqualTo(": ping\n\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data: a", "data: a\n", "data: a\r\n", "data: a\n\ndata"})
  void thereIsNoneInsideAnEvent(String sent) {
    chunk(sent);
    form.heartbeat(out);
    assertThat(out.length()).isZero();
  }

  @Test
  void aFailureInsideAnEventEndsThatEventFirst() {
    chunk("data: a");
    form.failure(new ServerException(ErrorCode.WORKER_DIED, "gone"), out);
    assertThat(out.toString())
        .isEqualTo(
            "\n\nevent: error\ndata: {\"error\":{\"message\":\"gone\",\"type\":\"server_error\","
                + "\"param\":null,\"code\":502}}\n\n");
  }

  @ParameterizedTest
  @CsvSource({
    "text/event-stream,true",
    "TEXT/Event-Stream; charset=utf-8,true",
    "text/plain,false",
    ",false"
  })
  void theMediaTypeTellsAnEventStream(String type, boolean expected) {
    assertThat(EventStreamForm.fits(new RunHead(200, type, List.of()))).isEqualTo(expected);
  }

  @Test
  void nobodyOnTheWayIsToHoldEventsBack() {
    RunHead head = new RunHead(200, "text/event-stream", List.of(new Header("X-One", "1")));
    assertThat(EventStreamForm.unbuffered(head).headers())
        .containsExactlyInAnyOrder(
            new Header("Cache-Control", "no-cache"),
            new Header("X-Accel-Buffering", "no"),
            new Header("X-One", "1"));
  }

  @Test
  void aPipelinesOwnCachingRulesStand() {
    Header own = new Header("cache-control", "no-store");
    RunHead head = new RunHead(200, "text/event-stream", List.of(own));
    assertThat(EventStreamForm.unbuffered(head).headers())
        .containsExactlyInAnyOrder(own, new Header("X-Accel-Buffering", "no"));
  }
}
