// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static io.hayhooks.engine.python.Calls.answer;
import static io.hayhooks.engine.python.Calls.error;
import static io.hayhooks.engine.python.Calls.request;
import static io.hayhooks.engine.python.Calls.stream;
import static io.hayhooks.engine.python.Calls.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.Deadline;
import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.RunMethod;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.RunStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What operators see of calls, and how they end them. */
class OperatorCancelTest {
  private static final String SLEEP = "{\"do\":\"sleep\",\"seconds\":30}";
  private static final String COUNT = "{\"do\":\"count\"}";

  private FakeEngine engine;
  private DeployedPipeline pipeline;

  @BeforeEach
  void load(@TempDir Path directory) {
    engine =
        new FakeEngine(
            directory, Map.of("HAYHOOKS_CANCEL_GRACE", "0.4", "HAYHOOKS_WORKER_THREADS", "1"));
    pipeline = engine.load();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private RunStatus only() {
    assertThat(engine.running()).hasSize(1);
    return engine.running().get(0);
  }

  private static void assertCancelled(ServerException error) {
    assertThat(error.code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(error).hasMessage("The call of pipeline 'fake' was cancelled by an operator");
    assertThat(error.headers()).containsEntry("x-should-retry", "false");
  }

  @Test
  void callsAreListedUntilTheyEnd() {
    assertThat(engine.running()).isEmpty();
    RunRequest request =
        new RunRequest(
            RunMethod.RUN,
            "application/json",
            List.of(),
            false,
            Deadline.after(System.nanoTime(), Duration.ofSeconds(20)),
            request(SLEEP).body());
    CompletableFuture<RunResult> call = pipeline.run(request);
    RunStatus seen = only();
    assertThat(seen.id()).isEqualTo(request.id()).matches("[0-9a-f]{32}");
    assertThat(seen.pipeline()).isEqualTo("fake");
    assertThat(seen.method()).isEqualTo(RunMethod.RUN);
    assertThat(seen.state()).isEqualTo(RunStatus.State.RUNNING);
    assertThat(seen.worker()).hasValue(pipeline.workers().get(0).pid());
    assertThat(seen.started()).isBeforeOrEqualTo(Instant.now());
    assertThat(seen.deadline().orElseThrow()).isAfter(Instant.now().plusSeconds(5));
    call.cancel(true);
    await().until(() -> engine.running().isEmpty());
  }

  @Test
  void cancelReachesTheWorker() {
    CompletableFuture<RunResult> call =
        pipeline.run(request("{\"do\":\"stream\",\"chunks\":1}")); // nobody takes the chunk
    within(call, 1000);
    String id = only().id();
    assertThat(engine.cancel(id)).isTrue();
    await().until(() -> engine.running().isEmpty());
    assertThat(answer(pipeline, COUNT)).contains("\"cancels\": 1");
    assertThat(pipeline.workers().get(0).restarts()).isZero();
    assertThat(engine.cancel(id)).isFalse();
  }

  @Test
  void cancelEndsAStreamWithTheError() {
    Collector collector = new Collector(1, 0);
    stream(pipeline, "{\"do\":\"stream\",\"chunks\":100}").chunks().subscribe(collector);
    await().until(() -> collector.chunks.size() == 1);
    assertThat(engine.cancel(only().id())).isTrue();
    assertCancelled(error(collector.end, 1000));
    await().until(() -> engine.running().isEmpty());
  }

  @Test
  void callThatWaitsForAWorkerNeverStarts() {
    CompletableFuture<RunResult> first = pipeline.run(request(SLEEP));
    RunRequest second = request(SLEEP);
    CompletableFuture<RunResult> waiting = pipeline.run(second);
    assertThat(engine.running())
        .extracting(RunStatus::state)
        .containsExactly(RunStatus.State.RUNNING, RunStatus.State.WAITING);
    assertThat(engine.running().get(1).worker()).isEmpty();
    assertThat(engine.cancel(second.id())).isTrue();
    assertCancelled(error(waiting, 100));
    assertThat(only().state()).isEqualTo(RunStatus.State.RUNNING);
    first.cancel(true);
    assertThat(answer(pipeline, "next")).isEqualTo("next");
  }

  @Test
  void workThatDoesNotGiveUpLosesItsWorker() {
    long pid = pipeline.workers().get(0).pid();
    CompletableFuture<RunResult> call = pipeline.run(request("{\"do\":\"hang\",\"seconds\":60}"));
    String id = only().id();
    assertThat(engine.cancel(id)).isTrue();
    assertCancelled(error(call, 1000));
    assertThat(only().state()).isEqualTo(RunStatus.State.CANCELLED);
    assertThat(engine.cancel(id)).isTrue();
    await().until(() -> engine.running().isEmpty());
    assertThat(answer(pipeline, "next")).isEqualTo("next");
    assertThat(pipeline.workers().get(0).pid()).isNotEqualTo(pid);
  }

  @Test
  void callsOfADrainingPipelineAreSeenAndCancelled() {
    CompletableFuture<RunResult> call = pipeline.run(request(SLEEP));
    CompletableFuture<Void> drained = pipeline.drain().toCompletableFuture();
    assertThat(engine.cancel(only().id())).isTrue();
    assertCancelled(error(call, 1000));
    within(drained, 2000);
  }
}
