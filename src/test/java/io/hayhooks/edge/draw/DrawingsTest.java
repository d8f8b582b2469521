// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.draw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hayhooks.deploy.Deployment;
import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.deploy.PipelinesChanged;
import io.hayhooks.deploy.RecordedChanges;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.IdlePipeline;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.Revision;
import io.hayhooks.pipeline.RunAnswer;
import io.hayhooks.pipeline.RunHead;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.run.RunService;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DrawingsTest {
  private static final PipelineName NAME = new PipelineName("x");

  private final PipelineRegistry registry = new PipelineRegistry(new RecordedChanges());
  private final Drawings drawings = new Drawings(registry, new RunService(registry), Runnable::run);

  /** A pipeline that tells its graph when the test says so. */
  private static final class Drawn implements IdlePipeline {
    private final boolean hasGraph;
    private CompletableFuture<RunResult> graph = new CompletableFuture<>();
    private int asked;

    private Drawn(boolean hasGraph) {
      this.hasGraph = hasGraph;
    }

    void tell(String name) {
      String json = "{\"components\":[{\"name\":\"%s\",\"type\":\"T\"}]}".formatted(name);
      graph.complete(new RunAnswer(RunHead.JSON, UTF_8.encode(json)));
    }

    @Override
    public PipelineSignature signature() {
      return new PipelineSignature(
          "pipeline",
          "",
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          false,
          hasGraph,
          false,
          false,
          Optional.empty());
    }

    @Override
    public CompletableFuture<RunResult> run(RunRequest request) {
      asked++;
      return graph;
    }
  }

  private Drawn serve(boolean hasGraph) {
    Drawn pipeline = new Drawn(hasGraph);
    Path directory = Path.of("/nowhere", Integer.toString(System.identityHashCode(pipeline)));
    registry.replace(new Deployment(new Revision(NAME, "1", directory), pipeline, Instant.EPOCH));
    drawings.forget(new PipelinesChanged(NAME));
    return pipeline;
  }

  private CompletableFuture<String> svg() {
    return drawings
        .picture("x", PictureType.SVG)
        .thenApply(bytes -> new String(bytes, UTF_8))
        .toCompletableFuture();
  }

  @Test
  void aRevisionIsDrawnOnceHoweverManyAsk() {
    Drawn pipeline = serve(true);
    CompletableFuture<String> first = svg();
    CompletableFuture<String> second = svg();
    pipeline.tell("component");
    assertThat(first.join()).contains("component").isEqualTo(second.join());
    assertThat(svg().join()).isEqualTo(first.join());
    assertThat(pipeline.asked).isEqualTo(1);
    assertThat(drawings.picture("x", PictureType.PNG).toCompletableFuture().join())
        .startsWith(0x89, 'P', 'N', 'G');
    assertThat(pipeline.asked).isEqualTo(2);
  }

  @Test
  void aReplacementIsDrawnAnew() {
    serve(true).tell("old");
    assertThat(svg().join()).contains("old");
    serve(true).tell("new");
    assertThat(svg().join()).contains("new").doesNotContain(">old<");
  }

  @Test
  void aFailureIsNotKept() {
    Drawn pipeline = serve(true);
    pipeline.graph.completeExceptionally(
        new ServerException(ErrorCode.WORKER_DIED, "The worker died"));
    assertThat(svg()).isCompletedExceptionally();
    pipeline.graph = new CompletableFuture<>();
    pipeline.tell("component");
    assertThat(svg().join()).contains("component");
  }

  @Test
  void whatHasNoGraphIsToldFromWhatIsNotThere() {
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(this::svg)
        .withMessage("Pipeline 'x' not found");
    serve(false);
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(this::svg)
        .withMessageStartingWith("Pipeline 'x' has no graph to draw")
        .satisfies(e -> assertThat(e.detail()).isEqualTo("Pipeline 'x' not found"))
        .satisfies(e -> assertThat(e.status()).isEqualTo(404));
  }

  @Test
  void aPipelineBeyondTheLimitIsRefused() {
    Drawn pipeline = serve(true);
    StringBuilder json = new StringBuilder("{\"components\":[");
    for (int i = 0; i <= 200; i++) {
      json.append(i == 0 ? "" : ",").append("{\"name\":\"c").append(i).append("\"}");
    }
    pipeline.graph.complete(
        new RunAnswer(RunHead.JSON, UTF_8.encode(json.append("]}").toString())));
    assertThat(svg()).isCompletedExceptionally();
  }
}
