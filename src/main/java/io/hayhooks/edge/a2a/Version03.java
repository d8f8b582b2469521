// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Json;
import io.hayhooks.task.ArtifactUpdate;
import io.hayhooks.task.StatusUpdate;
import io.hayhooks.task.Task;
import io.hayhooks.task.TaskEvent;
import io.hayhooks.task.TaskJson;
import java.util.List;

/** Version 0.3, translated from and to 1.0. */
final class Version03 implements Dialect {
  private final OldParams params = new OldParams();
  private final OldResults results = new OldResults();

  @Override
  public String version() {
    return "0.3";
  }

  @Override
  public ObjectNode params(Operation operation, ObjectNode given) {
    return params.translate(operation, requireNonNull(given, "given is null"));
  }

  @Override
  public JsonNode task(Task task) {
    return results.task(TaskJson.MAPPER.valueToTree(task));
  }

  @Override
  public JsonNode answer(Task task) {
    return task(task);
  }

  @Override
  public JsonNode event(TaskEvent event) {
    if (event instanceof Task task) {
      return task(task);
    }
    ObjectNode tree = TaskJson.MAPPER.valueToTree(event);
    if (event instanceof StatusUpdate update) {
      return results.statusUpdate(tree, update.status().state().isAtRest());
    }
    ArtifactUpdate update = (ArtifactUpdate) event;
    return results.artifactUpdate(tree, update.append(), update.lastChunk());
  }

  @Override
  public ObjectNode pushConfig(ObjectNode config) {
    return results.pushConfig(config);
  }

  @Override
  public JsonNode pushConfigs(List<ObjectNode> configs) {
    return Json.MAPPER.createArrayNode().addAll(configs);
  }

  @Override
  public ObjectNode error(RpcException failure) {
    ObjectNode error = Json.MAPPER.createObjectNode();
    error.put("code", failure.error().code());
    if (failure.violations().isEmpty()) {
      error.putNull("data");
    } else {
      error.putObject("data").set("errors", Json.MAPPER.valueToTree(failure.violations()));
    }
    return error.put("message", failure.getMessage());
  }
}
