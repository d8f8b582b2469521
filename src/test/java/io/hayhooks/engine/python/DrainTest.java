// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static io.hayhooks.engine.python.Calls.answer;
import static io.hayhooks.engine.python.Calls.error;
import static io.hayhooks.engine.python.Calls.request;
import static io.hayhooks.engine.python.Calls.stream;
import static io.hayhooks.engine.python.Calls.text;
import static io.hayhooks.engine.python.Calls.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.RunAnswer;
import io.hayhooks.pipeline.RunResult;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How pipelines end. */
class DrainTest {
  private FakeEngine engine;
  private DeployedPipeline pipeline;
  private ProcessHandle process;

  @BeforeEach
  void load(@TempDir Path directory) {
    engine = new FakeEngine(directory, Map.of("HAYHOOKS_GRACEFUL_SHUTDOWN_TIMEOUT", "1.5"));
    pipeline = engine.load();
    process = ProcessHandle.of(pipeline.workers().get(0).pid()).orElseThrow();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private static CompletableFuture<RunResult> sleep(DeployedPipeline pipeline, double seconds) {
    CompletableFuture<RunResult> call =
        pipeline.run(request("{\"do\":\"sleep\",\"seconds\":%s}".formatted(seconds)));
    await().until(() -> answer(pipeline, "{\"do\":\"count\"}").contains("\"calls\": 1"));
    return call;
  }

  @Test
  void drainLetsRunningCallsFinishAndRefusesFurtherOnes() {
    CompletableFuture<RunResult> running = sleep(pipeline, 0.5);
    CompletableFuture<Void> drained = pipeline.drain().toCompletableFuture();
    assertThat(error(pipeline.run(request("x")), 500).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    within(running, 3000);
    within(drained, 3000);
    assertThat(process.isAlive()).isFalse();
    assertThat(pipeline.workers().get(0).state()).isEqualTo("stopped");
    assertThat(pipeline.workers().get(0).pid()).isEqualTo(-1);
  }

  @Test
  void drainLetsStreamsFinish() {
    Collector collector = new Collector(1, 0);
    stream(pipeline, "{\"do\":\"stream\",\"chunks\":50}").chunks().subscribe(collector);
    CompletableFuture<Void> drained = pipeline.drain().toCompletableFuture();
    collector.request(Long.MAX_VALUE);
    within(collector.end, 3000);
    assertThat(collector.chunks).hasSize(50);
    within(drained, 3000);
  }

  @Test
  void drainEndsAfterItsTime() {
    CompletableFuture<RunResult> running = sleep(pipeline, 30);
    within(pipeline.drain().toCompletableFuture(), 4000);
    assertThat(error(running, 1000).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(process.isAlive()).isFalse();
  }

  @Test
  void stopFailsRunningCallsNow() {
    CompletableFuture<RunResult> running = sleep(pipeline, 30);
    pipeline.stop();
    assertThat(error(running, 1000).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(process.isAlive()).isFalse();
    assertThat(error(pipeline.run(request("x")), 100).code()).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void endOfTheEngineLeavesNoProcess() {
    DeployedPipeline other = engine.load();
    ProcessHandle otherProcess = ProcessHandle.of(other.workers().get(0).pid()).orElseThrow();
    CompletableFuture<RunResult> running = sleep(other, 30);
    engine.close();
    assertThat(process.isAlive()).isFalse();
    assertThat(otherProcess.isAlive()).isFalse();
    assertThat(error(running, 100).code()).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void drainWhileTheWorkerRestartsEndsTheNewOne() {
    engine.write("{\"sleep\": 20}");
    process.destroyForcibly();
    await().until(() -> pipeline.workers().get(0).state().equals("loading"));
    CompletableFuture<RunResult> held = pipeline.run(request("x"));
    within(pipeline.drain().toCompletableFuture(), 4000);
    assertThat(error(held, 100).code()).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void callThatWaitsForTheNextWorkerIsDoneBeforeTheEnd() {
    engine.write("{\"sleep\": 0.3}");
    process.destroyForcibly();
    await().until(() -> pipeline.workers().get(0).state().equals("loading"));
    CompletableFuture<RunResult> held = pipeline.run(request("x"));
    within(pipeline.drain().toCompletableFuture(), 4000);
    assertThat(text(((RunAnswer) within(held, 100)).body())).isEqualTo("x");
  }

  @Test
  void deathWhileDrainingIsCalledDeath() {
    CompletableFuture<RunResult> running = sleep(pipeline, 30);
    CompletableFuture<Void> drained = pipeline.drain().toCompletableFuture();
    process.destroyForcibly();
    assertThat(error(running, 1000).code()).isEqualTo(ErrorCode.WORKER_DIED);
    within(drained, 3000);
  }
}
