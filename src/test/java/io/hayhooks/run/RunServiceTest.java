// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hayhooks.deploy.Deployment;
import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.deploy.RecordedChanges;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.IdlePipeline;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.Revision;
import io.hayhooks.pipeline.RunAnswer;
import io.hayhooks.pipeline.RunHead;
import io.hayhooks.pipeline.RunMethod;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class RunServiceTest {
  private static final RunResult ANSWER =
      new RunAnswer(RunHead.JSON, ByteBuffer.allocate(0).asReadOnlyBuffer());

  private final PipelineRegistry registry = new PipelineRegistry(new RecordedChanges());
  private final RunService runs = new RunService(registry);

  /** Runs by a function. */
  private record Runner(Function<RunRequest, CompletableFuture<RunResult>> function)
      implements IdlePipeline {
    @Override
    public PipelineSignature signature() {
      return IdlePipeline.runs("", IdlePipeline.takesAnything(true));
    }

    @Override
    public CompletableFuture<RunResult> run(RunRequest request) {
      return function.apply(request);
    }
  }

  private void serve(Function<RunRequest, CompletableFuture<RunResult>> function) {
    registry.replace(
        new Deployment(
            new Revision(new PipelineName("one"), "1", Path.of("/nowhere")),
            new Runner(function),
            Instant.EPOCH));
  }

  private Run start(String name, RunMethod method) {
    return runs.start(
        name, method, signature -> new RunRequest(method, null, List.of(), ByteBuffer.allocate(0)));
  }

  private static CompletableFuture<RunResult> refusal() {
    return CompletableFuture.failedFuture(
        new ServerException(ErrorCode.UNAVAILABLE, "It takes no more calls"));
  }

  @Test
  void everyRunHasAnIdentityOfItsOwn() {
    serve(request -> CompletableFuture.completedFuture(ANSWER));
    Run first = start("one", RunMethod.RUN);
    assertThat(first.id()).matches("[0-9a-f]{32}");
    assertThat(first.pipeline()).isEqualTo(new PipelineName("one"));
    assertThat(first.result()).isCompletedWithValue(ANSWER);
    assertThat(start("one", RunMethod.RUN).id()).isNotEqualTo(first.id());
  }

  @Test
  void anUnknownNameIsNotFound() {
    assertThat(runs.has("nope", RunMethod.RUN)).isFalse();
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> start("nope", RunMethod.RUN))
        .withMessage("Pipeline 'nope' not found")
        .extracting(ServerException::code)
        .isEqualTo(ErrorCode.PIPELINE_NOT_FOUND);
  }

  @Test
  void aMethodThatThePipelineLacksIsNotImplemented() {
    serve(request -> CompletableFuture.completedFuture(ANSWER));
    assertThat(runs.has("one", RunMethod.CHAT_COMPLETION)).isFalse();
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> start("one", RunMethod.CHAT_COMPLETION))
        .extracting(ServerException::code)
        .isEqualTo(ErrorCode.NOT_IMPLEMENTED);
  }

  @Test
  void aCallThatMeetsAReplacementGoesToTheNewPipeline() {
    serve(
        request -> {
          serve(again -> CompletableFuture.completedFuture(ANSWER));
          return refusal();
        });
    assertThat(start("one", RunMethod.RUN).result()).isCompletedWithValue(ANSWER);
  }

  @Test
  void aRefusalByThePipelineInServiceStands() {
    serve(request -> refusal());
    assertThat(start("one", RunMethod.RUN).result())
        .failsWithin(java.time.Duration.ZERO)
        .withThrowableThat()
        .withMessageContaining("takes no more calls");
  }

  @Test
  void cancellingTheResultCancelsTheWork() {
    CompletableFuture<RunResult> work = new CompletableFuture<>();
    serve(request -> work);
    start("one", RunMethod.RUN).result().cancel(true);
    assertThat(work).isCancelled();
  }
}
