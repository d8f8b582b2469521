// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.DeployRequest;
import io.hayhooks.deploy.DeployThreads;
import io.hayhooks.deploy.DeploymentService;
import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.edge.http.DeployFields;
import io.hayhooks.edge.http.JsonFields;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import reactor.core.publisher.Mono;

/**
 * Calls of the server's own tools. Pipelines that opted out are not there for them; those that
 * deploy obey the rules of the routes that do.
 */
@Singleton
final class CoreTools {
  private final ToolList tools;
  private final PipelineRegistry registry;
  private final DeploymentService deployments;
  private final DeployThreads threads;

  @Inject
  CoreTools(
      ToolList tools,
      PipelineRegistry registry,
      DeploymentService deployments,
      DeployThreads threads) {
    this.tools = requireNonNull(tools, "tools is null");
    this.registry = requireNonNull(registry, "registry is null");
    this.deployments = requireNonNull(deployments, "deployments is null");
    this.threads = requireNonNull(threads, "threads is null");
  }

  /** Does what a tool does; what goes wrong is a result, too. */
  Mono<CallToolResult> call(CoreTool tool, ToolCall call) {
    return Mono.defer(() -> text(tool, call))
        .map(text -> CallToolResult.builder().addTextContent(text).build())
        .onErrorResume(failure -> Mono.just(ToolFailure.ofServer(call.tool(), failure)));
  }

  private Mono<String> text(CoreTool tool, ToolCall call) {
    return switch (tool) {
      case GET_ALL_PIPELINE_STATUSES -> Mono.just(statuses());
      case GET_PIPELINE_STATUS -> Mono.just(status(pipelineName(call)));
      case UNDEPLOY_PIPELINE -> undeploy(call);
      case DEPLOY_PIPELINE -> deploy(call);
    };
  }

  private String statuses() {
    return tools.visible().stream()
        .map(deployment -> deployment.name().value())
        .collect(Collectors.joining("\n", "Available pipelines:\n", ""));
  }

  private String status(String name) {
    boolean deployed = registry.find(name).filter(ToolList::isVisible).isPresent();
    return "Pipeline '%s' is deployed: %s".formatted(name, deployed ? "True" : "False");
  }

  private Mono<String> undeploy(ToolCall call) {
    checkOperator(call);
    String name = pipelineName(call);
    if (registry.find(name).filter(found -> !ToolList.isVisible(found)).isPresent()) {
      throw new ServerException(
          ErrorCode.PIPELINE_NOT_FOUND, "Pipeline '%s' not found".formatted(name));
    }
    return onThread(
        () -> {
          deployments.undeploy(name);
          return "Pipeline '%s' undeployed".formatted(name);
        });
  }

  private Mono<String> deploy(ToolCall call) {
    checkOperator(call);
    DeployRequest request = DeployFields.read(JsonFields.of(call.arguments()));
    return onThread(
        () -> {
          deployments.deploy(request);
          return "Pipeline '%s' deployed successfully".formatted(request.name());
        });
  }

  private static String pipelineName(ToolCall call) {
    JsonFields fields = JsonFields.of(call.arguments());
    String name = fields.text("pipeline_name");
    fields.check();
    return name;
  }

  private static void checkOperator(ToolCall call) {
    call.request()
        .operatorRefusal()
        .ifPresent(
            refusal -> {
              throw refusal;
            });
  }

  private Mono<String> onThread(Supplier<String> work) {
    return Mono.create(
        sink ->
            threads.execute(
                () -> {
                  try {
                    sink.success(work.get());
                  } catch (RuntimeException | Error e) { // the root of a thread
                    sink.error(e);
                  }
                }));
  }
}
