// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static io.hayhooks.engine.python.Calls.answer;
import static io.hayhooks.engine.python.Calls.error;
import static io.hayhooks.engine.python.Calls.request;
import static io.hayhooks.engine.python.Calls.stream;
import static io.hayhooks.engine.python.Calls.text;
import static io.hayhooks.engine.python.Calls.within;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.RunAnswer;
import io.hayhooks.pipeline.RunHead;
import io.hayhooks.pipeline.RunMethod;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.RunStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Calls of a worker that is well. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PythonEngineTest {
  private FakeEngine engine;
  private DeployedPipeline pipeline;

  @BeforeAll
  void load(@TempDir Path directory) {
    engine = new FakeEngine(directory, Map.of("HAYHOOKS_ADDITIONAL_PYTHON_PATH", "/some/where"));
    pipeline = engine.load();
  }

  @AfterAll
  void close() {
    engine.close();
  }

  @Test
  void signatureComesFromTheWorker() {
    assertThat(pipeline.signature().has(RunMethod.RUN)).isTrue();
    assertThat(pipeline.signature().wantsHeaders(RunMethod.RUN)).isTrue();
    assertThat(pipeline.signature().wantsHeaders(RunMethod.CHAT_COMPLETION)).isFalse();
    assertThat(pipeline.signature().run().orElseThrow().responseSchema()).isEmpty();
  }

  @Test
  void workerLearnsHowToLoad() {
    assertThat(pipeline.signature().description())
        .contains("\"name\": \"fake\"", "\"python_path\": [\"/some/where\"]", "\"threads\": 256")
        .contains("\"show_tracebacks\": false", "\"streaming_components\": \"\"");
  }

  @Test
  void bodyGoesThereAndBack() {
    assertThat(answer(pipeline, "{\"a\": \"ä😀\"}")).isEqualTo("{\"a\": \"ä😀\"}");
    assertThat(answer(pipeline, "")).isEmpty();
  }

  @Test
  void largeBodiesPassWhole() {
    byte[] body = new byte[40 << 20];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) (i % 251);
    }
    RunResult result = within(pipeline.run(binary(body)), 30_000);
    assertThat(((RunAnswer) result).body()).isEqualTo(ByteBuffer.wrap(body));
  }

  @Test
  void bodyThatNoFrameCanCarryIsRefused() {
    ServerException error = error(pipeline.run(binary(new byte[256 << 20])), 5000);
    assertThat(error.code()).isEqualTo(ErrorCode.TOO_LARGE);
  }

  private static RunRequest binary(byte[] body) {
    return new RunRequest(
        RunMethod.RUN, "application/octet-stream", List.of(), ByteBuffer.wrap(body));
  }

  @Test
  void headsTravelBothWays() {
    RunRequest request =
        new RunRequest(
            RunMethod.RUN,
            null,
            List.of(new Header("X-A", "1"), new Header("X-A", "2")),
            request("{\"do\":\"head\"}").body());
    RunAnswer answer = (RunAnswer) within(pipeline.run(request), 5000);
    assertThat(text(answer.body()))
        .isEqualTo("{\"content_type\": null, \"headers\": [[\"X-A\", \"1\"], [\"X-A\", \"2\"]]}");
    assertThat(answer.head())
        .isEqualTo(new RunHead(201, null, List.of(new Header("x-a", "1"), new Header("x-a", "2"))));
  }

  @Test
  void callsDoNotWaitForEachOther() {
    CompletableFuture<RunResult> slow = pipeline.run(request("{\"do\":\"sleep\",\"seconds\":5}"));
    assertThat(answer(pipeline, "quick")).isEqualTo("quick");
    assertThat(slow).isNotDone();
    slow.cancel(true);
  }

  @Test
  void manyCallsAtOnceKeepTheirAnswers() {
    List<CompletableFuture<RunResult>> futures = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      futures.add(pipeline.run(request(Integer.toString(i))));
    }
    for (int i = 0; i < 500; i++) {
      RunAnswer answer = (RunAnswer) within(futures.get(i), 5000);
      assertThat(text(answer.body())).isEqualTo(Integer.toString(i));
    }
  }

  @Test
  void errorOfTheWrapperComesWithAllItSays() {
    ServerException error = error(pipeline.run(request("{\"do\":\"fail\"}")), 5000);
    assertThat(error).hasMessage("Pipeline execution failed: as ordered");
    assertThat(error.code()).isEqualTo(ErrorCode.PIPELINE_FAILED);
    assertThat(error.status()).isEqualTo(418);
    assertThat(error.detail()).hasToString("{\"a\":1}");
    assertThat(error.headers()).containsEntry("x-why", "ordered");
  }

  @Test
  void streamComesWholeAndEnds() {
    RunStream stream = stream(pipeline, "{\"do\":\"stream\",\"chunks\":1000}");
    assertThat(stream.head().contentType()).isEqualTo("text/plain");
    Collector collector = new Collector(32, 1);
    stream.chunks().subscribe(collector);
    within(collector.end, 5000);
    assertThat(collector.chunks).hasSize(1000);
    assertThat(text(collector.chunks.element().data())).isEqualTo("xxxxxxxx");
  }

  @Test
  void emptyStreamEndsWithoutRequests() {
    Collector collector = new Collector(0, 0);
    stream(pipeline, "{\"do\":\"stream\",\"chunks\":0}").chunks().subscribe(collector);
    within(collector.end, 5000);
  }

  @Test
  void errorWithinStreamReachesTheSubscriber() {
    Collector collector = Collector.eager();
    stream(pipeline, "{\"do\":\"stream\",\"chunks\":3,\"fail\":true}")
        .chunks()
        .subscribe(collector);
    assertThat(error(collector.end, 5000).code()).isEqualTo(ErrorCode.PIPELINE_FAILED);
    assertThat(collector.chunks).hasSize(3);
  }

  @Test
  void workerIsNeverAheadOfTheRequests() throws Exception {
    DeployedPipeline own = engine.load();
    Collector collector = new Collector(0, 0);
    stream(own, "{\"do\":\"stream\",\"chunks\":100}").chunks().subscribe(collector);
    for (int i = 1; i <= 5; i++) {
      int expected = i;
      collector.request(1);
      await().until(() -> collector.chunks.size() == expected);
      assertThat(answer(own, "{\"do\":\"count\"}")).contains("\"chunks\": " + expected);
    }
    own.stop();
  }

  @Test
  void cancelReachesTheWorkerAndFreesTheCall() {
    DeployedPipeline own = engine.load();
    CompletableFuture<RunResult> sleeping = own.run(request("{\"do\":\"sleep\",\"seconds\":20}"));
    await().until(() -> answer(own, "{\"do\":\"count\"}").contains("\"calls\": 1"));
    sleeping.cancel(true);
    Collector collector = new Collector(1, 0);
    stream(own, "{\"do\":\"stream\",\"chunks\":100}").chunks().subscribe(collector);
    await().until(() -> collector.chunks.size() == 1);
    collector.subscription.join().cancel();
    await().until(() -> answer(own, "{\"do\":\"count\"}").contains("\"cancels\": 2"));
    await().until(() -> own.workers().get(0).calls() == 0);
    own.stop();
  }

  @Test
  void timeoutOfTheFutureCancelsTheCall() {
    DeployedPipeline own = engine.load();
    CompletableFuture<RunResult> call =
        own.run(request("{\"do\":\"sleep\",\"seconds\":20}")).orTimeout(100, MILLISECONDS);
    await().until(call::isDone);
    await().until(() -> answer(own, "{\"do\":\"count\"}").contains("\"cancels\": 1"));
    own.stop();
  }

  @Test
  void streamThatNobodyReadsCanBeCancelled() {
    DeployedPipeline own = engine.load();
    RunStream unread = stream(own, "{\"do\":\"stream\",\"chunks\":100}");
    assertThat(own.workers().get(0).calls()).isEqualTo(1);
    Collector collector = new Collector(0, 0);
    unread.chunks().subscribe(collector);
    collector.subscription.join().cancel();
    await().until(() -> answer(own, "{\"do\":\"count\"}").contains("\"cancels\": 1"));
    assertThat(own.workers().get(0).calls()).isZero();
    own.stop();
  }

  @Test
  void secondSubscriberIsRefused() {
    RunStream stream = stream(pipeline, "{\"do\":\"stream\",\"chunks\":1}");
    Collector first = Collector.eager();
    Collector second = Collector.eager();
    stream.chunks().subscribe(first);
    stream.chunks().subscribe(second);
    within(first.end, 5000);
    assertThat(error(second.end, 5000).code()).isEqualTo(ErrorCode.INTERNAL_ERROR);
  }

  @Test
  void statusShowsTheProcess() {
    assertThat(pipeline.workers())
        .singleElement()
        .satisfies(
            worker -> {
              assertThat(ProcessHandle.of(worker.pid())).isPresent();
              assertThat(worker.state()).isEqualTo("ready");
              assertThat(worker.restarts()).isZero();
              assertThat(worker.lastError()).isNull();
            });
  }
}
