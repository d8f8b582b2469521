// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.run;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.Deployment;
import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.RunMethod;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.RunSignature;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** Starts runs on the pipelines that serve their names. */
@Singleton
public final class RunService {
  private final PipelineRegistry registry;

  @Inject
  public RunService(PipelineRegistry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  /** Whether {@code name} is served and has {@code method}. */
  public boolean has(String name, RunMethod method) {
    return registry.find(name).filter(found -> found.signature().has(method)).isPresent();
  }

  /** Whether {@code name} is served and its runs take forms with files. */
  public boolean takesUploads(String name) {
    return registry
        .find(name)
        .flatMap(found -> found.signature().run())
        .filter(RunSignature::takesUploads)
        .isPresent();
  }

  /**
   * Starts a run. Does not block; what the pipeline itself says of the call, also that it takes no
   * more, comes with the run's result.
   *
   * @param request makes the request for the pipeline that will get it; called again when that
   *     pipeline is replaced just then
   * @throws ServerException {@code PIPELINE_NOT_FOUND}, or {@code NOT_IMPLEMENTED} when it has no
   *     such method
   */
  public Run start(String name, RunMethod method, Function<PipelineSignature, RunRequest> request) {
    Deployment deployment = find(name, method);
    Run run = call(deployment, method, request);
    if (refused(run.result())) {
      Deployment now = find(name, method);
      // the old one drains from the moment the new one serves: nobody shall notice
      run = now.equals(deployment) ? run : call(now, method, request);
    }
    return run;
  }

  private Deployment find(String name, RunMethod method) {
    Deployment found =
        registry
            .find(name)
            .orElseThrow(
                () ->
                    new ServerException(
                        ErrorCode.PIPELINE_NOT_FOUND, "Pipeline '%s' not found".formatted(name)));
    if (!found.signature().has(method)) {
      throw new ServerException(
          ErrorCode.NOT_IMPLEMENTED,
          "Pipeline '%s' has no method for this: %s".formatted(name, wanted(method)));
    }
    return found;
  }

  private static String wanted(RunMethod method) {
    return switch (method) {
      case RUN -> "its wrapper defines neither run_api nor run_api_async";
      case CHAT_COMPLETION ->
          "its wrapper defines neither run_chat_completion nor run_chat_completion_async";
      case RESPONSE -> "its wrapper defines neither run_response nor run_response_async";
      case FILE_UPLOAD -> "its wrapper defines no run_file_upload";
      case GRAPH -> "its wrapper has no Haystack pipeline";
    };
  }

  private static Run call(
      Deployment deployment, RunMethod method, Function<PipelineSignature, RunRequest> request) {
    RunRequest made = request.apply(deployment.signature());
    return new Run(made.id(), deployment.name(), method, deployment.pipeline().run(made));
  }

  private static boolean refused(CompletableFuture<RunResult> result) {
    if (!result.isCompletedExceptionally() || result.isCancelled()) {
      return false;
    }
    try {
      result.join();
      return false;
    } catch (CompletionException e) {
      return e.getCause() instanceof ServerException failure
          && failure.code() == ErrorCode.UNAVAILABLE;
    }
  }
}
