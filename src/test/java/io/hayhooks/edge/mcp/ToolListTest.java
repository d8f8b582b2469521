// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.deploy.Deployment;
import io.hayhooks.deploy.PipelineRegistry;
import io.hayhooks.deploy.RecordedChanges;
import io.hayhooks.edge.http.Json;
import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.IdlePipeline;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.Revision;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.RunSignature;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Which tools there are, and how clients are told of them. */
final class ToolListTest {
  private final PipelineRegistry registry = new PipelineRegistry(new RecordedChanges());
  private final ToolList tools = new ToolList(registry);

  private record Described(PipelineSignature signature) implements IdlePipeline {
    @Override
    public CompletableFuture<RunResult> run(RunRequest request) {
      throw new UnsupportedOperationException();
    }
  }

  private void serve(String name, String description, boolean skip, RunSignature run) {
    PipelineSignature signature =
        new PipelineSignature(
            "pipeline",
            description,
            Optional.ofNullable(run),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            skip,
            false,
            Optional.empty());
    DeployedPipeline pipeline = new Described(signature);
    Revision revision = new Revision(new PipelineName(name), "1", Path.of("/nowhere"));
    registry.replace(new Deployment(revision, pipeline, Instant.EPOCH));
  }

  private static RunSignature run(String request, String response) {
    return new RunSignature(
        json(request), Optional.ofNullable(response).map(ToolListTest::json), true, false, false);
  }

  private static JsonNode json(String text) {
    byte[] bytes = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return Json.tree(ByteBuffer.wrap(bytes));
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    tools.all().get("tools").forEach(tool -> names.add(tool.get("name").asText()));
    return names;
  }

  private JsonNode tool(String name) {
    for (JsonNode tool : tools.all().get("tools")) {
      if (tool.get("name").asText().equals(name)) {
        return tool;
      }
    }
    throw new AssertionError("No tool " + name);
  }

  @Test
  void theServersOwnToolsComeFirst() {
    serve("p", "Does.", false, run("{'type':'object'}", null));
    assertThat(names())
        .containsExactly(
            "get_all_pipeline_statuses",
            "get_pipeline_status",
            "undeploy_pipeline",
            "deploy_pipeline",
            "p");
  }

  @Test
  void onlyPipelinesThatCanBeRunAndDidNotOptOutAreTools() {
    serve("hidden", "", true, run("{'type':'object'}", null));
    serve("chat_only", "", false, null);
    serve("deploy_pipeline", "Not me.", false, run("{'type':'object'}", null));
    assertThat(names()).hasSize(4);
    assertThat(tools.find("hidden")).isEmpty();
    assertThat(tools.find("chat_only")).isEmpty();
    assertThat(tools.find("deploy_pipeline")).isEmpty();
  }

  @Test
  void definitionsStandInsideTheSchema() {
    String schema =
        "{'type':'object','properties':{'x':{'$ref':'#/components/schemas/X'}},"
            + "'$defs':{'X':{'type':'integer','default':null}}}";
    serve("p", "Does.", false, run(schema, schema));
    JsonNode tool = tool("p");
    assertThat(tool.get("description").asText()).isEqualTo("Does.");
    assertThat(tool.at("/inputSchema/properties/x/$ref").asText()).isEqualTo("#/$defs/X");
    assertThat(tool.at("/inputSchema/$defs/X/default").isNull()).isTrue();
    assertThat(tool.get("outputSchema")).isEqualTo(tool.get("inputSchema"));
  }

  @Test
  void aMalformedSchemaDoesNotSpoilTheList() {
    serve("p", "", false, run("{'type':'string','properties':{'x':true},'required':1}", null));
    serve("q", "", false, run("[]", null));
    assertThat(tool("p").get("inputSchema")).isEqualTo(json("{'type':'object'}"));
    assertThat(tool("q").get("inputSchema")).isEqualTo(json("{'type':'object'}"));
    assertThat(tool("q").get("description").asText()).isEqualTo("Run the pipeline 'q'.");
  }

  @Test
  void filesThatNobodyHasToSendAreLeftOut() {
    String file = "{'type':'string','contentMediaType':'application/octet-stream'}";
    RunSignature run =
        new RunSignature(
            json(
                "{'type':'object','properties':{'a':%s,'b':%s,'c':{}},'required':['b']}"
                    .formatted(file, file)),
            Optional.empty(),
            true,
            true,
            false);
    serve("p", "", false, run);
    assertThat(tool("p").at("/inputSchema/properties").fieldNames())
        .toIterable()
        .containsExactly("b", "c");
  }

  @Test
  void theListFollowsTheRegistry() {
    JsonNode before = tools.all();
    assertThat(tools.all()).isSameAs(before);
    serve("p", "", false, run("{}", null));
    assertThat(names()).contains("p");
    registry.remove(new PipelineName("p"));
    assertThat(names()).doesNotContain("p");
  }
}
