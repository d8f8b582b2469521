// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static io.hayhooks.engine.python.Calls.answer;
import static io.hayhooks.engine.python.Calls.error;
import static io.hayhooks.engine.python.Calls.request;
import static io.hayhooks.engine.python.Calls.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.hayhooks.config.PoolConfig;
import io.hayhooks.config.Settings;
import io.hayhooks.engine.python.wire.Load;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.RunResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines that share a worker, when something goes wrong. */
class WorkerGroupTest {
  private static final String WHO = "{\"do\":\"who\"}";
  private static final String SLEEP = "{\"do\":\"sleep\",\"seconds\":30}";
  private static final String BROKEN =
      "{\"error\":{\"code\":\"PIPELINE_NOT_LOADABLE\",\"message\":\"It is broken\"}}";

  @TempDir private Path directory;
  private FakeEngine engine;

  @BeforeEach
  void start() {
    start(Map.of());
  }

  private void start(Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("HAYHOOKS_CANCEL_GRACE", "0.4");
    all.put("HAYHOOKS_LOAD_TIMEOUT", "1.5");
    engine = new FakeEngine(directory, all);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private DeployedPipeline member(String name) {
    return engine.member(name, "{}");
  }

  private static long pid(DeployedPipeline pipeline) {
    return pipeline.workers().get(0).pid();
  }

  private static ProcessHandle process(DeployedPipeline pipeline) {
    return ProcessHandle.of(pid(pipeline)).orElseThrow();
  }

  private ServerException refusal(String name, String orders) {
    return catchThrowableOfType(ServerException.class, () -> engine.member(name, orders));
  }

  @Test
  void membersThatComeAtOnceGetOneWorker() {
    List<DeployedPipeline> members =
        Stream.of("a", "b", "c")
            .map(name -> CompletableFuture.supplyAsync(() -> member(name)))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();
    assertThat(members).extracting(WorkerGroupTest::pid).containsOnly(pid(members.get(0)));
    assertThat(answer(members.get(1), WHO)).isEqualTo("[\"b\", [\"a\", \"b\", \"c\"]]");
    assertThat(members.get(1).workerGroup()).hasValue("g");
  }

  @Test
  void memberThatLeavesIsUnloadedAndTheLastOneEndsTheWorker() {
    DeployedPipeline a = member("a");
    DeployedPipeline b = member("b");
    ProcessHandle process = process(a);
    within(a.drain().toCompletableFuture(), 2000);
    assertThat(answer(b, WHO)).isEqualTo("[\"b\", [\"b\"]]");
    assertThat(error(a.run(request(WHO)), 100).code()).isEqualTo(ErrorCode.UNAVAILABLE);
    within(b.drain().toCompletableFuture(), 2000);
    assertThat(process.isAlive()).isFalse();
    assertThat(answer(member("a"), WHO)).isEqualTo("[\"a\", [\"a\"]]");
  }

  @Test
  void drainEndsCallsAfterItsTimeAndNobodyElses() {
    engine.close();
    start(Map.of("HAYHOOKS_GRACEFUL_SHUTDOWN_TIMEOUT", "0.3"));
    DeployedPipeline a = member("a");
    DeployedPipeline b = member("b");
    CompletableFuture<RunResult> ours = a.run(request(SLEEP));
    CompletableFuture<RunResult> theirs = b.run(request(SLEEP));
    long pid = pid(b);
    within(a.drain().toCompletableFuture(), 2000);
    assertThat(error(ours, 100)).hasMessage("Pipeline 'a' was stopped");
    assertThat(theirs).isNotDone();
    assertThat(pid(b)).isEqualTo(pid);
  }

  @Test
  void memberThatCannotBeLoadedLeavesTheOthersAlone() {
    DeployedPipeline a = member("a");
    long pid = pid(a);
    assertThat(refusal("b", BROKEN)).hasMessage("It is broken");
    assertThat(refusal("b", "{\"sleep\": 60}"))
        .hasMessage("Pipeline 'b' did not load within 1.5 s");
    assertThat(answer(a, WHO)).isEqualTo("[\"a\", [\"a\"]]");
    assertThat(pid(a)).isEqualTo(pid);
  }

  @Test
  void firstMemberThatCannotBeLoadedLeavesNothing() {
    assertThat(refusal("a", BROKEN).code()).isEqualTo(ErrorCode.PIPELINE_NOT_LOADABLE);
    ServerException error = refusal("a", "{\"exit\": 3}");
    assertThat(error.code()).isEqualTo(ErrorCode.PIPELINE_NOT_LOADABLE);
    assertThat(error.getMessage()).contains("worker group 'g' exited with status 3");
    assertThat(answer(member("a"), WHO)).isEqualTo("[\"a\", [\"a\"]]");
  }

  @Test
  void newcomerThatKillsTheWorkerIsNotLoadedAgain() {
    DeployedPipeline a = member("a");
    ServerException error = refusal("b", "{\"signal\": 11}");
    assertThat(error.code()).isEqualTo(ErrorCode.PIPELINE_NOT_LOADABLE);
    assertThat(error.getMessage()).contains("SIGSEGV");
    assertThat(answer(a, WHO)).isEqualTo("[\"a\", [\"a\"]]");
    assertThat(a.workers().get(0).restarts()).isEqualTo(1);
  }

  @Test
  void memberThatCannotBeLoadedAgainIsRefusedAndTriedAgain() {
    DeployedPipeline a = member("a");
    DeployedPipeline b = member("b");
    engine.write("b", BROKEN);
    process(a).destroyForcibly();
    await().until(() -> answer(a, WHO).equals("[\"a\", [\"a\"]]"));
    ServerException error = error(b.run(request(WHO)), 2000);
    assertThat(error.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(error.getMessage()).contains("could not be loaded again. It is broken");
    engine.write("b", "{}");
    await().until(() -> !b.run(request(WHO)).handle((ok, no) -> no != null).join());
    assertThat(answer(b, WHO)).isEqualTo("[\"b\", [\"a\", \"b\"]]");
  }

  @Test
  void deathFailsWhatAllMembersWereWorkingOn() {
    DeployedPipeline a = member("a");
    DeployedPipeline b = member("b");
    CompletableFuture<RunResult> first = a.run(request(SLEEP));
    CompletableFuture<RunResult> second = b.run(request(SLEEP));
    process(a).destroyForcibly();
    assertThat(error(first, 2000).code()).isEqualTo(ErrorCode.WORKER_DIED);
    assertThat(error(second, 2000).code()).isEqualTo(ErrorCode.WORKER_DIED);
    assertThat(answer(b, WHO)).isEqualTo("[\"b\", [\"a\", \"b\"]]");
  }

  @Test
  void stuckCallHasTheWorkerReplacedWhichEndsWhenTheOthersAreDone() {
    DeployedPipeline a = member("a");
    DeployedPipeline b = member("b");
    ProcessHandle old = process(a);
    CompletableFuture<RunResult> hanging = a.run(request("{\"do\":\"hang\",\"seconds\":60}"));
    CompletableFuture<RunResult> working = b.run(request("{\"do\":\"sleep\",\"seconds\":2.5}"));
    await().until(() -> answer(a, "{\"do\":\"count\"}").contains("\"calls\": 2"));
    hanging.cancel(true);
    await().until(() -> pid(a) != old.pid());
    assertThat(answer(b, WHO)).isEqualTo("[\"b\", [\"a\", \"b\"]]");
    within(working, 4000);
    await().until(() -> !old.isAlive());
  }

  @Test
  void workerThatHadItsTimeIsReplacedWithoutAFailedCall() {
    engine.close();
    start(Map.of("HAYHOOKS_WORKER_MAX_CALLS", "50"));
    DeployedPipeline a = member("a");
    DeployedPipeline b = member("b");
    long pid = pid(a);
    await()
        .until(
            () -> {
              assertThat(answer(a, WHO)).contains("[\"a\", [\"a\", \"b\"]]");
              assertThat(answer(b, WHO)).contains("[\"b\", [\"a\", \"b\"]]");
              return pid(b) != pid;
            });
  }

  @Test
  void endOfTheEngineLeavesNoProcess() {
    DeployedPipeline a = member("a");
    ProcessHandle process = process(a);
    engine.close();
    assertThat(process.isAlive()).isFalse();
    assertThat(error(a.run(request(WHO)), 100).code()).isEqualTo(ErrorCode.UNAVAILABLE);
  }

  @Test
  void membersNeedTheSameEnvironment() {
    WorkerGroups groups = new WorkerGroups();
    groups.admit("g", Path.of("/one"), load("a"), () -> group("/one"));
    groups.admit("g", Path.of("/two"), load("a"), () -> group("/two")); // it has it for itself
    ServerException error =
        catchThrowableOfType(
            ServerException.class,
            () -> groups.admit("g", Path.of("/one"), load("b"), () -> group("/one")));
    assertThat(error.code()).isEqualTo(ErrorCode.PIPELINE_NOT_LOADABLE);
    assertThat(error)
        .hasMessage(
            "Pipeline 'b' names worker group 'g', whose other pipelines (a) have other packages:"
                + " all pipelines of a group need the same requirements");
    groups.admit("g", Path.of("/two"), load("b"), () -> group("/nobody"));
  }

  /** A group that starts no worker. */
  private static WorkerGroup group(String interpreter) {
    ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
    scheduler.shutdown();
    Settings settings = Settings.of(Map.of());
    Duration second = Duration.ofSeconds(1);
    return new WorkerGroup(
        "g",
        Path.of(interpreter),
        duty -> {
          throw new AssertionError("A worker started");
        },
        new WorkerThreads(Executors.defaultThreadFactory(), scheduler),
        new GroupRules(new PoolRules(new PoolConfig(settings), 1, 1, second), second),
        new SimpleMeterRegistry());
  }

  private static Load load(String name) {
    return new Load(0, name, "/nowhere", 1, null, false, "", List.of(), "none");
  }
}
