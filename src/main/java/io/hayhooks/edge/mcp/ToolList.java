// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.deploy.Deployment;
import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.pipeline.RunSignature;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The tools there are: those of the server itself, then one for each pipeline that can be run. */
@Singleton
final class ToolList {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private record Built(List<Deployment> of, ObjectNode list) {}

  private final PipelineRegistry registry;
  private volatile Built built = new Built(List.of(), list(List.of()));

  @Inject
  ToolList(PipelineRegistry registry) {
    this.registry = requireNonNull(registry, "registry is null");
  }

  /** The answer to a client that asks for all tools. */
  JsonNode all() {
    List<Deployment> now = registry.all();
    Built last = built;
    if (!last.of().equals(now)) {
      last = new Built(now, list(now));
      built = last;
    }
    return last.list();
  }

  /** The pipeline behind a tool; empty when there is no such tool. */
  Optional<Deployment> find(String tool) {
    return registry.find(tool).filter(ToolList::isTool);
  }

  /** The pipelines that did not opt out. */
  List<Deployment> visible() {
    return registry.all().stream().filter(ToolList::isVisible).toList();
  }

  static boolean isVisible(Deployment deployment) {
    return !deployment.signature().skipMcp();
  }

  private static boolean isTool(Deployment deployment) {
    return isVisible(deployment)
        && deployment.signature().run().isPresent()
        && CoreTool.named(deployment.name().value()).isEmpty();
  }

  private static ObjectNode list(List<Deployment> deployments) {
    ObjectNode list = JSON.objectNode();
    ArrayNode tools = list.putArray("tools");
    for (CoreTool tool : CoreTool.values()) {
      tools.add(tool.description());
    }
    deployments.stream().filter(ToolList::isTool).map(ToolList::tool).forEach(tools::add);
    return list;
  }

  private static ObjectNode tool(Deployment deployment) {
    RunSignature run = deployment.signature().run().orElseThrow();
    ObjectNode tool = JSON.objectNode();
    tool.put("name", deployment.name().value());
    String description = deployment.signature().description();
    tool.put(
        "description",
        description.isEmpty()
            ? "Run the pipeline '%s'.".formatted(deployment.name())
            : description);
    ObjectNode input = ToolSchema.of(run.requestSchema());
    tool.set("inputSchema", run.takesUploads() ? ToolSchema.withoutFiles(input) : input);
    run.responseSchema().ifPresent(schema -> tool.set("outputSchema", ToolSchema.of(schema)));
    return tool;
  }
}
