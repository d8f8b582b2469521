// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static io.hayhooks.engine.python.Calls.answer;
import static io.hayhooks.engine.python.Calls.error;
import static io.hayhooks.engine.python.Calls.request;
import static io.hayhooks.engine.python.Calls.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.RunStream;
import io.hayhooks.pipeline.WorkerStatus;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What callers see when a worker dies or breaks the protocol, and what becomes of the pipeline. */
class WorkerFaultTest {
  private FakeEngine engine;
  private DeployedPipeline pipeline;

  @BeforeEach
  void load(@TempDir Path directory) {
    engine = new FakeEngine(directory, Map.of("HAYHOOKS_MAX_CALLS", "20"));
    pipeline = engine.load();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private WorkerStatus worker() {
    return pipeline.workers().get(0);
  }

  private void kill() {
    ProcessHandle.of(worker().pid()).orElseThrow().destroyForcibly();
  }

  @Test
  void killedWorkerFailsItsCallsAtOnceAndTheNextSucceeds() {
    CompletableFuture<RunResult> call = pipeline.run(request("{\"do\":\"sleep\",\"seconds\":20}"));
    assertThat(answer(pipeline, "x")).isEqualTo("x");
    kill();
    ServerException error = error(call, 1000);
    assertThat(error.code()).isEqualTo(ErrorCode.WORKER_DIED);
    assertThat(error).hasMessage("The worker of pipeline 'fake' was killed by SIGKILL");
    assertThat(answer(pipeline, "again")).isEqualTo("again");
    assertThat(worker().restarts()).isEqualTo(1);
  }

  @Test
  void killedWorkerFailsItsStreamsAtOnce() {
    Collector reading = new Collector(3, 0);
    stream(pipeline, "{\"do\":\"stream\",\"chunks\":9}").chunks().subscribe(reading);
    RunStream unread = stream(pipeline, "{\"do\":\"stream\",\"chunks\":9}");
    await().until(() -> reading.chunks.size() == 3);
    kill();
    assertThat(error(reading.end, 1000).code()).isEqualTo(ErrorCode.WORKER_DIED);
    Collector late = Collector.eager();
    unread.chunks().subscribe(late);
    assertThat(error(late.end, 1000).code()).isEqualTo(ErrorCode.WORKER_DIED);
    await().until(() -> worker().state().equals("ready"));
    assertThat(worker().calls()).isZero();
  }

  @Test
  void statusTellsHowTheLastWorkerEndedAndWhatItPrinted() {
    assertThat(error(pipeline.run(request("{\"do\":\"exit\",\"status\":3}")), 1000))
        .hasMessage("The worker of pipeline 'fake' exited with status 3");
    await().until(() -> worker().state().equals("ready"));
    assertThat(worker().lastError())
        .isEqualTo(
            "The worker of pipeline 'fake' exited with status 3. Its last output:\n"
                + "loading fake\nabout to exit");
  }

  @Test
  void workerThatDiesWithEachCallComesBackEachTime() {
    for (int i = 1; i <= 3; i++) {
      assertThat(error(pipeline.run(request("{\"do\":\"die\"}")), 5000).code())
          .isEqualTo(ErrorCode.WORKER_DIED);
    }
    assertThat(answer(pipeline, "well")).isEqualTo("well");
    assertThat(worker().restarts()).isEqualTo(3);
  }

  @Test
  void childThatHoldsTheConnectionDoesNotHideTheDeath() {
    assertThat(error(pipeline.run(request("{\"do\":\"fork\"}")), 1500).code())
        .isEqualTo(ErrorCode.WORKER_DIED);
  }

  @Test
  void callsThatComeWhileTheWorkerRestartsAreHeldUpToTheLimit() {
    engine.write("{\"sleep\": 0.7}");
    error(pipeline.run(request("{\"do\":\"die\"}")), 1000);
    CompletableFuture<?>[] held = new CompletableFuture<?>[20];
    for (int i = 0; i < held.length; i++) {
      held[i] = pipeline.run(request("x"));
    }
    ServerException refused = error(pipeline.run(request("x")), 100);
    assertThat(refused.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(refused.headers()).containsKey("Retry-After");
    Calls.within(CompletableFuture.allOf(held), 5000);
    assertThat(worker().calls()).isZero();
  }

  @Test
  void heldCallsFailWhenTheNextWorkerCannotLoad() {
    engine.write("{\"sleep\": 0.3, \"exit\": 4}");
    error(pipeline.run(request("{\"do\":\"die\"}")), 1000);
    ServerException error = error(pipeline.run(request("x")), 3000);
    assertThat(error.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(error.getMessage())
        .isEqualTo(
            "Pipeline 'fake' has no live worker. The worker of pipeline 'fake' exited with"
                + " status 4");
    engine.write("{}");
    await().until(() -> worker().state().equals("ready"));
    assertThat(answer(pipeline, "well")).isEqualTo("well");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00000004", // no frame is this short
        "10000001", // no frame is this long
        "00000005ff00000001", // no such type
        "000000050400000001", // RUN is not for servers
        "000000050100000000", // HELLO without JSON
        "00000005050000ffff", // harmless: an answer to an unknown call
      })
  void brokenProtocolEndsTheWorkerAndNoOther(String frame) {
    CompletableFuture<RunResult> call =
        pipeline.run(request("{\"do\":\"send\",\"hexadecimal\":\"%s\"}".formatted(frame)));
    if (frame.endsWith("ffff")) {
      assertThat(answer(pipeline, "unharmed")).isEqualTo("unharmed");
      call.cancel(true);
      return;
    }
    ServerException error = error(call, 1500);
    assertThat(error.code()).isEqualTo(ErrorCode.WORKER_DIED);
    assertThat(error.getMessage()).contains("broke the protocol");
    assertThat(answer(pipeline, "next")).isEqualTo("next");
  }

  @Test
  void chunkWithoutCreditBreaksTheProtocol() {
    RunStream stream = stream(pipeline, "{\"do\":\"unordered\"}");
    Collector collector = new Collector(0, 0);
    stream.chunks().subscribe(collector);
    assertThat(error(collector.end, 1500).getMessage()).contains("more chunks than");
  }
}
