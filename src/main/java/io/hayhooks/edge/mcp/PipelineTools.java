// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.RunAnswer;
import io.hayhooks.pipeline.RunFile;
import io.hayhooks.pipeline.RunMethod;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.RunStream;
import io.hayhooks.run.RunService;
import io.hayhooks.trace.Tag;
import io.hayhooks.trace.TraceStart;
import io.hayhooks.trace.Traces;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import reactor.core.publisher.Mono;

/** Calls of pipelines. Their arguments are the body of a run, and are taken as one. */
@Singleton
final class PipelineTools {
  private final ToolList tools;
  private final RunService runs;
  private final ToolResults results;
  private final Traces traces;

  @Inject
  PipelineTools(ToolList tools, RunService runs, ToolResults results, Traces traces) {
    this.tools = requireNonNull(tools, "tools is null");
    this.runs = requireNonNull(runs, "runs is null");
    this.results = requireNonNull(results, "results is null");
    this.traces = requireNonNull(traces, "traces is null");
  }

  /** Runs a pipeline; what goes wrong is a result, too. Cancelling it cancels the work. */
  Mono<CallToolResult> call(ToolCall call) {
    return Mono.defer(() -> Mono.fromFuture(run(call)))
        .flatMap(result -> results.of(call, result))
        .doOnDiscard(RunResult.class, PipelineTools::discard)
        .onErrorResume(failure -> Mono.just(ToolFailure.ofPipeline(call.tool(), failure)));
  }

  private java.util.concurrent.CompletableFuture<RunResult> run(ToolCall call) {
    if (tools.find(call.tool()).isEmpty()) {
      throw notFound(call.tool());
    }
    return runs.start(call.tool(), RunMethod.RUN, signature -> request(call, signature)).result();
  }

  private RunRequest request(ToolCall call, PipelineSignature signature) {
    if (signature.skipMcp()) {
      throw notFound(call.tool());
    }
    Request request = call.request();
    List<Header> headers =
        signature.wantsHeaders(RunMethod.RUN) ? request.headers() : List.<Header>of();
    return new RunRequest(
            RunMethod.RUN, "application/json", headers, false, request.deadline(), call.body())
        .traced(traces.begin(() -> traceStart(call)));
  }

  private static TraceStart traceStart(ToolCall call) {
    Request request = call.request();
    return new TraceStart(
        "hayhooks.mcp.run",
        call.tool(),
        System.nanoTime(),
        "",
        request.header("traceparent"),
        request.header("tracestate"),
        List.of(new Tag("hayhooks.transport", "mcp"), new Tag("gen_ai.tool.name", call.tool())));
  }

  private static ServerException notFound(String tool) {
    return new ServerException(
        ErrorCode.PIPELINE_NOT_FOUND, "Pipeline '%s' not found".formatted(tool));
  }

  private static void discard(RunResult result) {
    if (result instanceof RunStream stream) {
      stream.discard();
    } else if (result instanceof RunFile file) {
      file.discard();
    } else if (result instanceof RunAnswer) {
      return; // it is all there
    }
  }
}
