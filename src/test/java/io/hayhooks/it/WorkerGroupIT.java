// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines that share a worker's memory, on a server whose workers connect over TCP. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class WorkerGroupIT {
  private static final String WRAPPER =
      """
      import os, time
      from hayhooks import BasePipelineWrapper, request_context
      from helper import word
      import shared_state

      class PipelineWrapper(BasePipelineWrapper):
          %s

          def setup(self) -> None:
              pass

          def run_api(self, add: int = 0, hold: str = "") -> list:
              if hold == "endless":
                  while True:
                      time.sleep(0.01)
              while hold and not os.path.exists(hold) and not request_context().cancelled:
                  time.sleep(0.01)
              shared_state.total += add
              return [word, shared_state.total, os.getpid()]
      """;

  private static final String GROUP = "worker_group = 'family'";

  private Path directory;
  private ServerProcess server;

  @BeforeAll
  void start(@TempDir Path shared) throws IOException {
    directory = shared;
    Files.writeString(directory.resolve("shared_state.py"), "total = 0");
    server =
        ServerProcess.start(
            directory.resolve("pipelines"),
            Map.of(
                "HAYHOOKS_ADDITIONAL_PYTHON_PATH", directory.toString(),
                "HAYHOOKS_CANCEL_GRACE", "1",
                "HAYHOOKS_WORKER_LINK", "tcp"));
    deploy("single", "a", "");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @BeforeEach
  void deployTheFamily() {
    Stream.of("ann", "bob")
        .map(name -> CompletableFuture.runAsync(() -> deploy(name, name, GROUP)))
        .toList()
        .forEach(CompletableFuture::join);
  }

  private HttpResponse<String> tryDeploy(String name, String source, String word) {
    return server.deploy(
        name,
        Map.of("pipeline_wrapper.py", source, "helper.py", "word = '%s'".formatted(word)),
        Map.of("overwrite", true));
  }

  private void deploy(String name, String word, String group) {
    HttpResponse<String> answer = tryDeploy(name, WRAPPER.formatted(group), word);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  private JsonNode run(String name, int add) {
    HttpResponse<String> answer = server.post("/" + name + "/run", "{\"add\": %d}".formatted(add));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return TestJson.read(answer).path("result");
  }

  private int total(String name, int add) {
    return run(name, add).get(1).asInt();
  }

  private long pid(String name) {
    return run(name, 0).get(2).asLong();
  }

  private CompletableFuture<HttpResponse<String>> hold(String name, String until) {
    String body = TestJson.write(Map.of("hold", until));
    CompletableFuture<HttpResponse<String>> call =
        server
            .client()
            .sendAsync(
                server.json("/" + name + "/run", body).build(),
                HttpResponse.BodyHandlers.ofString());
    await().until(() -> !runs(name).isEmpty() && runs(name).get(0).path("worker").isNumber());
    return call;
  }

  private JsonNode runs(String name) {
    return TestJson.read(server.get("/runs?pipeline=" + name)).path("runs");
  }

  private JsonNode status(String name) {
    return TestJson.read(server.get("/status/" + name)).path("deployment");
  }

  @Test
  void membersShareMemoryWithEachOtherOnly() {
    int before = total("ann", 0);
    assertThat(total("ann", 5)).isEqualTo(before + 5);
    assertThat(total("bob", 1)).isEqualTo(before + 6);
    assertThat(total("single", 0)).isZero();
    assertThat(pid("ann")).isEqualTo(pid("bob")).isNotEqualTo(pid("single"));
    assertThat(run("ann", 0).get(0).asText()).isEqualTo("ann");
    assertThat(run("bob", 0).get(0).asText()).isEqualTo("bob");
    assertThat(status("ann").path("worker_group").asText()).isEqualTo("family");
    assertThat(status("ann").at("/workers/0/pid").asLong()).isEqualTo(pid("bob"));
    assertThat(status("single").path("worker_group").isNull()).isTrue();
  }

  @Test
  void redeployingAMemberFailsNoCallAndKeepsTheMemory() throws IOException {
    long pid = pid("ann");
    int before = total("bob", 1);
    Path mark = directory.resolve("redeployed");
    CompletableFuture<HttpResponse<String>> held = hold("ann", mark.toString());
    AtomicBoolean done = new AtomicBoolean();
    Queue<String> failed = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<Void>> callers =
        Stream.of("ann", "bob", "ann")
            .map(name -> CompletableFuture.runAsync(() -> call(name, done, failed)))
            .toList();
    for (int i = 0; i < 4; i++) {
      deploy("ann", "ann" + i, GROUP);
      assertThat(run("ann", 0).get(0).asText()).isEqualTo("ann" + i);
    }
    Files.createFile(mark);
    assertThat(TestJson.read(held.join()).at("/result/0").asText()).isEqualTo("ann");
    done.set(true);
    callers.forEach(CompletableFuture::join);
    assertThat(failed).isEmpty();
    assertThat(total("bob", 0)).isEqualTo(before);
    assertThat(pid("ann")).isEqualTo(pid);
  }

  private void call(String name, AtomicBoolean done, Queue<String> failed) {
    while (!done.get()) {
      HttpResponse<String> answer = server.post("/" + name + "/run", "{}");
      if (answer.statusCode() != 200) {
        failed.add(answer.statusCode() + " " + answer.body());
      }
    }
  }

  @Test
  void undeployingAMemberLeavesTheOthers() {
    long pid = pid("bob");
    int before = total("ann", 3);
    assertThat(server.post("/undeploy/ann", "").statusCode()).isEqualTo(200);
    assertThat(server.post("/ann/run", "{}").statusCode()).isEqualTo(404);
    assertThat(total("bob", 0)).isEqualTo(before);
    assertThat(server.post("/undeploy/bob", "").statusCode()).isEqualTo(200);
    await().until(() -> ProcessHandle.of(pid).isEmpty());
    deployTheFamily();
    assertThat(total("bob", 0)).isZero();
  }

  @Test
  void deathOfTheWorkerFailsTheCallsOfTheGroupOnly() throws IOException {
    Path mark = directory.resolve("dead");
    CompletableFuture<HttpResponse<String>> single = hold("single", mark.toString());
    CompletableFuture<HttpResponse<String>> ann = hold("ann", mark.toString());
    CompletableFuture<HttpResponse<String>> bob = hold("bob", mark.toString());
    total("bob", 9);
    long pid = pid("ann");
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    for (HttpResponse<String> answer : List.of(ann.join(), bob.join())) {
      assertThat(answer.statusCode()).isEqualTo(502);
      assertThat(answer.body())
          .contains("The worker of worker group 'family' was killed by SIGKILL");
    }
    assertThat(total("ann", 0)).isZero();
    assertThat(total("bob", 2)).isEqualTo(2);
    assertThat(pid("bob")).isEqualTo(pid("ann")).isNotEqualTo(pid);
    assertThat(status("bob").at("/workers/0/restarts").asInt()).isPositive();
    Files.createFile(mark);
    assertThat(single.join().statusCode()).isEqualTo(200);
  }

  @Test
  void whatCannotBeLoadedHarmsNobody() {
    long pid = pid("ann");
    int before = total("ann", 1);
    HttpResponse<String> broken = tryDeploy("ann", WRAPPER.formatted(GROUP) + "\noops", "x");
    assertThat(broken.statusCode()).isEqualTo(422);
    assertThat(broken.body()).contains("name 'oops' is not defined");
    String hidden = "worker_group = str('family')";
    assertThat(tryDeploy("ann", WRAPPER.formatted(hidden), "x").body())
        .contains("worker_group must be a text that is written in the class PipelineWrapper");
    String many = GROUP + "; workers_max = 2";
    assertThat(tryDeploy("ann", WRAPPER.formatted(many), "x").body())
        .contains("cannot ask for a number of workers");
    assertThat(total("bob", 0)).isEqualTo(before);
    assertThat(run("ann", 0).get(0).asText()).isEqualTo("ann");
    assertThat(pid("ann")).isEqualTo(pid);
  }

  @Test
  void operatorsCancelOneMembersCallAndTheOthersGoOn() {
    long pid = pid("ann");
    Path mark = directory.resolve("cancelled");
    CompletableFuture<HttpResponse<String>> bob = hold("bob", mark.toString());
    CompletableFuture<HttpResponse<String>> ann = hold("ann", "endless");
    String id = runs("ann").get(0).path("id").asText();
    assertThat(server.post("/runs/" + id + "/cancel", "").statusCode()).isEqualTo(200);
    assertThat(ann.join().statusCode()).isEqualTo(503);
    await().until(() -> runs("ann").isEmpty());
    assertThat(bob).isNotDone();
    assertThat(pid("bob")).isEqualTo(pid);
    String other = runs("bob").get(0).path("id").asText();
    assertThat(server.post("/runs/" + other + "/cancel", "").statusCode()).isEqualTo(200);
    assertThat(bob.join().statusCode()).isEqualTo(503);
  }

  @Test
  void yamlPipelinesNameTheirGroupInTheLastLine() throws IOException {
    String source =
        Files.readString(TestPaths.FIXTURES.resolve("yaml/prompt.yml"))
            + "\n# hayhooks: {\"worker_group\": \"family\"}\n";
    HttpResponse<String> answer =
        server.post(
            "/deploy-yaml",
            TestJson.write(Map.of("name", "cid", "source_code", source, "overwrite", true)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(status("cid").path("worker_group").asText()).isEqualTo("family");
    assertThat(status("cid").at("/workers/0/pid").asLong()).isEqualTo(pid("ann"));
    assertThat(server.post("/undeploy/cid", "").statusCode()).isEqualTo(200);
    assertThat(pid("bob")).isEqualTo(pid("ann"));
  }
}
