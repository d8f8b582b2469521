// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static io.hayhooks.engine.python.Calls.answer;
import static io.hayhooks.engine.python.Calls.error;
import static io.hayhooks.engine.python.Calls.request;
import static io.hayhooks.engine.python.Calls.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.pipeline.Deadline;
import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.RunStream;
import io.hayhooks.pipeline.WorkerStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several workers of one pipeline: how many there are, who gets which call, and replacements. */
class WorkerPoolTest {
  @TempDir private Path directory;
  private FakeEngine engine;
  private DeployedPipeline pipeline;

  private void load(String... settings) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      values.put("HAYHOOKS_" + settings[i], settings[i + 1]);
    }
    engine = new FakeEngine(directory, values);
    pipeline = engine.load();
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private CompletableFuture<RunResult> sleep(double seconds) {
    return pipeline.run(request("{\"do\":\"sleep\",\"seconds\":%s}".formatted(seconds)));
  }

  private Stream<Integer> calls() {
    return pipeline.workers().stream().map(WorkerStatus::calls);
  }

  private long ready() {
    return pipeline.workers().stream().filter(worker -> worker.state().equals("ready")).count();
  }

  @Test
  void callsGoToTheWorkerWithTheLeastToDo() {
    load("WORKERS_MIN", "3");
    assertThat(ready()).isEqualTo(3);
    List<CompletableFuture<RunResult>> sleeping = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      sleeping.add(sleep(20));
    }
    assertThat(calls()).containsExactly(2, 2, 2);
    sleeping.forEach(call -> call.cancel(true));
    await().until(() -> calls().allMatch(count -> count == 0));
  }

  @Test
  void poolGrowsUnderLoadAndShrinksWhenIdle() {
    load("WORKERS_MAX", "3", "CALLS_PER_WORKER", "1", "WORKER_IDLE_TIMEOUT", "0.3");
    assertThat(ready()).isEqualTo(1);
    List<CompletableFuture<RunResult>> sleeping = List.of(sleep(20), sleep(20), sleep(20));
    await().until(() -> ready() == 3);
    sleeping.forEach(call -> call.cancel(true));
    await().until(() -> pipeline.workers().size() == 1);
    assertThat(answer(pipeline, "x")).isEqualTo("x");
  }

  @Test
  void poolMayShrinkToNothingAndComesBackForTheNextCall() {
    load("WORKERS_MIN", "0", "WORKER_IDLE_TIMEOUT", "0.2");
    await().until(() -> pipeline.workers().isEmpty());
    assertThat(answer(pipeline, "x")).isEqualTo("x");
    assertThat(pipeline.workers()).hasSize(1);
  }

  @Test
  void callThatWokeAPoolFailsWhenNoWorkerCanLoadAnyMore() {
    load("WORKERS_MIN", "0", "WORKER_IDLE_TIMEOUT", "0.2");
    await().until(() -> pipeline.workers().isEmpty());
    engine.write("{\"exit\": 5}");
    assertThat(error(pipeline.run(request("x")), 5000).getMessage()).contains("status 5");
  }

  @Test
  void deathOfOneWorkerCostsOnlyWhatItWorkedOn() {
    load("WORKERS_MIN", "2", "WORKER_THREADS", "1");
    CompletableFuture<RunResult> dying = pipeline.run(request("{\"do\":\"die\",\"delay\":0.3}"));
    CompletableFuture<RunResult> surviving = sleep(0.6);
    List<CompletableFuture<RunResult>> waiting = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      waiting.add(pipeline.run(request("x")));
    }
    assertThat(error(dying, 5000).code()).isEqualTo(ErrorCode.WORKER_DIED);
    within(surviving, 5000);
    waiting.forEach(call -> within(call, 5000));
  }

  @Test
  void workerThatDoesNotGiveUpACallIsReplacedAndCostsNoOther() {
    load("CANCEL_GRACE", "0.3");
    long first = pipeline.workers().get(0).pid();
    CompletableFuture<RunResult> hanging =
        pipeline.run(request("{\"do\":\"hang\",\"seconds\":30}"));
    CompletableFuture<RunResult> other = sleep(1.5);
    await().until(() -> answer(pipeline, "{\"do\":\"count\"}").contains("\"calls\": 2"));
    hanging.cancel(true);
    await().until(() -> pipeline.workers().get(0).pid() != first && ready() == 1);
    assertThat(answer(pipeline, "next")).isEqualTo("next");
    assertThat(ProcessHandle.of(first)).isPresent();
    within(other, 5000);
    await().until(() -> ProcessHandle.of(first).isEmpty());
  }

  @Test
  void workersAreReplacedAfterManyCallsAndNoneFails() {
    load("WORKER_MAX_CALLS", "50");
    long first = pipeline.workers().get(0).pid();
    await()
        .until(
            () -> {
              assertThat(answer(pipeline, "x")).isEqualTo("x");
              return pipeline.workers().get(0).pid() != first;
            });
    await().until(() -> ProcessHandle.of(first).isEmpty());
    assertThat(pipeline.workers().get(0).lastError()).contains("has served");
  }

  @Test
  void oldWorkersAndThoseWithMuchMemoryAreReplaced() {
    load("WORKER_MAX_AGE", "0.2", "WORKER_MAX_MEMORY", "1KiB");
    long first = pipeline.workers().get(0).pid();
    await().until(() -> pipeline.workers().get(0).pid() != first && ready() == 1);
    assertThat(answer(pipeline, "x")).isEqualTo("x");
  }

  private static RunRequest within300Millis(String order) {
    RunRequest request = request(order);
    Deadline deadline = Deadline.after(System.nanoTime(), Duration.ofMillis(300));
    return new RunRequest(
        request.method(), request.contentType(), List.of(), false, deadline, request.body());
  }

  @Test
  void deadlineEndsACallAndAStreamAndTellsTheWorker() {
    load();
    Collector collector = new Collector(1, 0);
    RunResult opened =
        within(pipeline.run(within300Millis("{\"do\":\"stream\",\"chunks\":9}")), 5000);
    ((RunStream) opened).chunks().subscribe(collector);
    CompletableFuture<RunResult> sleeping =
        pipeline.run(within300Millis("{\"do\":\"sleep\",\"seconds\":20}"));
    assertThat(error(sleeping, 2000).code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    assertThat(error(collector.end, 2000).code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    await().until(() -> answer(pipeline, "{\"do\":\"count\"}").contains("\"cancels\": 2"));
    await().until(() -> calls().allMatch(count -> count == 0));
  }

  @Test
  void deadlineIncludesTheTimeACallWaits() {
    load("WORKER_THREADS", "1");
    CompletableFuture<RunResult> first = sleep(20);
    assertThat(error(pipeline.run(within300Millis("x")), 2000).code())
        .isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    first.cancel(true);
    assertThat(answer(pipeline, "x")).isEqualTo("x");
  }

  @Test
  void endOfTheForkServerCostsNoCall() {
    load("WORKERS_MIN", "1");
    CompletableFuture<RunResult> call = sleep(1);
    ProcessHandle.of(pipeline.workers().get(0).pid())
        .flatMap(ProcessHandle::parent)
        .orElseThrow()
        .destroyForcibly();
    within(call, 5000);
    assertThat(error(pipeline.run(request("{\"do\":\"die\"}")), 5000).code())
        .isEqualTo(ErrorCode.WORKER_DIED);
    assertThat(answer(pipeline, "x")).isEqualTo("x");
  }
}
