// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import static io.hayhooks.engine.python.wire.Fixtures.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.Deadline;
import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.MethodSignature;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.RunAnswer;
import io.hayhooks.pipeline.RunChunk;
import io.hayhooks.pipeline.RunHead;
import io.hayhooks.pipeline.RunMethod;
import io.hayhooks.pipeline.RunRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What frames say, against the fixtures that the worker is tested against, too. */
class PayloadCodecTest {
  private static ByteBuffer json(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  private static ByteBuffer payload(String fixture) throws IOException {
    return Fixtures.named(fixture).payloadBytes();
  }

  private static ByteBuffer encoded(RunRequest request) {
    ByteBuffer start = CallCodec.encodeRun(request, 0);
    return ByteBuffer.allocate(start.remaining() + request.body().remaining())
        .put(start)
        .put(request.body())
        .flip();
  }

  @Test
  void hello() throws IOException {
    assertThat(HandshakeCodec.decodeHello(payload("hello")))
        .isEqualTo(new Hello("t", 1, 7, "3.11.7"));
  }

  @Test
  void runWithEmptyHead() throws IOException {
    assertThat(
            encoded(
                new RunRequest(RunMethod.RUN, "application/json", List.of(), json("{\"x\":1}"))))
        .isEqualTo(payload("run, empty head"));
  }

  @Test
  void chatWithHead() throws IOException {
    assertThat(
            encoded(
                new RunRequest(
                    RunMethod.CHAT_COMPLETION,
                    null,
                    List.of(new Header("x-test", "1")),
                    json("{}"))))
        .isEqualTo(payload("chat, with head"));
  }

  @Test
  void runWithForm() throws IOException {
    assertThat(
            encoded(
                new RunRequest(
                    RunMethod.RUN,
                    "multipart/form-data; boundary=b",
                    List.of(),
                    true,
                    Deadline.NONE,
                    json("{\"fields\":[],\"files\":[]}"))))
        .isEqualTo(payload("run, form"));
  }

  @Test
  void streamOfAFile() throws IOException {
    RunHead head =
        new RunHead(200, "text/plain; charset=utf-8", List.of(new Header("etag", "\"x\"")));
    assertThat(CallCodec.decodeStream(payload("stream, file")))
        .isEqualTo(new StreamHead(head, Optional.of(Path.of("/tmp/out.txt"))));
  }

  @Test
  void aFileNeedsAnAbsolutePath() {
    assertThatThrownBy(() -> CallCodec.decodeStream(json("{\"file\":\"out.txt\"}")))
        .isInstanceOf(ProtocolException.class);
  }

  @Test
  void resultWithEmptyHead() throws IOException {
    assertThat(CallCodec.decodeResult(payload("result, empty head")))
        .isEqualTo(new RunAnswer(RunHead.JSON, json("{\"result\":\"ok\"}")));
  }

  @Test
  void stream() throws IOException {
    assertThat(CallCodec.decodeStream(payload("stream")))
        .isEqualTo(
            new StreamHead(
                new RunHead(200, "text/event-stream; charset=utf-8", List.of()), Optional.empty()));
  }

  @Test
  void textChunk() throws IOException {
    assertThat(CallCodec.decodeChunk(payload("text chunk")))
        .isEqualTo(new RunChunk(RunChunk.Kind.TEXT, json("hé 😀")));
  }

  @Test
  void credit() throws IOException {
    assertThat(CallCodec.encodeCredit(32)).isEqualTo(payload("credit"));
  }

  @Test
  void error() throws IOException {
    ServerException error = ErrorCodec.decode(payload("error"));
    assertThat(error).hasMessage("Pipeline execution failed: café");
    assertThat(error.code()).isEqualTo(ErrorCode.PIPELINE_FAILED);
    assertThat(error.status()).isEqualTo(500);
    assertThat(error.detail()).isEqualTo(error.getMessage());
  }

  @Test
  void loadNamesItsFieldsAsTheWorkerReadsThem() throws IOException {
    ByteBuffer payload =
        HandshakeCodec.encodeLoad(
            new Load(0, "n", "/d", 2, 0.5, true, "all", List.of("/p"), "plain"));
    assertThat(StandardCharsets.UTF_8.decode(payload).toString())
        .isEqualTo(
            "{\"name\":\"n\",\"directory\":\"/d\",\"threads\":2,\"interrupt_after\":0.5,\"show_tracebacks\":true,"
                + "\"streaming_components\":\"all\",\"python_path\":[\"/p\"],\"spans\":\"plain\"}");
  }

  @Test
  void signatureMayLeaveOutWhatItHasNot() throws IOException {
    PipelineSignature signature =
        HandshakeCodec.decodeReady(
                json("{\"type\":\"agent\",\"chat\":{\"wants_headers\":true},\"new\":1}"))
            .signature();
    assertThat(signature.run()).isEmpty();
    assertThat(signature.chat()).contains(new MethodSignature(true));
    assertThat(signature.type()).isEqualTo("agent");
    assertThat(signature.description()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{", "[]", "{} {}", "{\"code\":1}", "{\"code\":\"?\",\"message\":\"\"}"})
  void errorThatIsNoneBreaksTheProtocol(String text) {
    assertThatThrownBy(() -> ErrorCodec.decode(json(text))).isInstanceOf(ProtocolException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"000000", "000000017b", "ffffffff", "000000027b5d"})
  void resultWithBadHeadBreaksTheProtocol(String payload) {
    assertThatThrownBy(() -> CallCodec.decodeResult(bytes(payload)))
        .isInstanceOf(ProtocolException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "05", "ff"})
  void chunkOfUnknownKindBreaksTheProtocol(String payload) {
    assertThatThrownBy(() -> CallCodec.decodeChunk(bytes(payload)))
        .isInstanceOf(ProtocolException.class);
  }
}
