// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.a2a.RpcException.Violation;
import io.hayhooks.edge.http.Json;
import io.hayhooks.task.ArtifactUpdate;
import io.hayhooks.task.StatusUpdate;
import io.hayhooks.task.Task;
import io.hayhooks.task.TaskEvent;
import io.hayhooks.task.TaskJson;
import java.util.List;

/** Version 1.0, in which tasks are kept. */
final class Version1 implements Dialect {
  private static final String TYPE = "@type";
  private static final String GOOGLE_RPC = "type.googleapis.com/google.rpc.";

  @Override
  public String version() {
    return "1.0";
  }

  @Override
  public ObjectNode params(Operation operation, ObjectNode params) {
    return params;
  }

  @Override
  public JsonNode task(Task task) {
    return TaskJson.MAPPER.valueToTree(task);
  }

  @Override
  public JsonNode answer(Task task) {
    return event(task);
  }

  @Override
  public JsonNode event(TaskEvent event) {
    ObjectNode wrapper = Json.MAPPER.createObjectNode();
    return wrapper.set(name(event), TaskJson.MAPPER.<JsonNode>valueToTree(event));
  }

  private static String name(TaskEvent event) {
    if (event instanceof StatusUpdate) {
      return "statusUpdate";
    }
    return event instanceof ArtifactUpdate ? "artifactUpdate" : "task";
  }

  @Override
  public ObjectNode pushConfig(ObjectNode config) {
    return config;
  }

  @Override
  public JsonNode pushConfigs(List<ObjectNode> configs) {
    return PushForm.write(configs);
  }

  @Override
  public ObjectNode error(RpcException failure) {
    ObjectNode error = Json.MAPPER.createObjectNode();
    error.put("code", failure.error().code()).put("message", failure.getMessage());
    if (failure.error().tellsReason()) {
      ArrayNode data = error.putArray("data");
      ObjectNode info = data.addObject().put(TYPE, GOOGLE_RPC + "ErrorInfo");
      info.put("reason", failure.error().name()).put("domain", "a2a-protocol.org");
      ObjectNode metadata = info.putObject("metadata");
      addViolations(failure.violations(), metadata, data);
    }
    return error;
  }

  private static void addViolations(
      List<Violation> violations, ObjectNode metadata, ArrayNode data) {
    if (!violations.isEmpty()) {
      metadata.set("errors", Json.MAPPER.valueToTree(violations));
      ArrayNode fields =
          data.addObject().put(TYPE, GOOGLE_RPC + "BadRequest").putArray("fieldViolations");
      violations.forEach(
          violation ->
              fields
                  .addObject()
                  .put("field", violation.field())
                  .put("description", violation.message()));
    }
  }
}
