// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.docs.PipelineSchema.Side;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Makes an OpenAPI document of the fixed routes' description and the pipelines' signatures. */
final class OpenApiBuilder {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** Failures of a run beside the mismatch of its request, by the names in the base document. */
  private static final Map<String, String> RUN_FAILURES =
      new TreeMap<>(
          Map.of(
              "404", "NotFound",
              "413", "TooLarge",
              "500", "PipelineFailed",
              "502", "WorkerDied",
              "503", "Unavailable",
              "504", "DeadlineExceeded"));

  private final ObjectNode base;
  private final String version;
  private final String validationStatus;

  /**
   * Takes what stays the same from document to document.
   *
   * @param base the document without pipelines; it says 400 where a request does not match
   * @param validationStatus the status to say instead
   */
  OpenApiBuilder(ObjectNode base, String version, int validationStatus) {
    this.base = requireNonNull(base, "base is null");
    this.version = requireNonNull(version, "version is null");
    this.validationStatus = Integer.toString(validationStatus);
  }

  /** A document with these routes, in their order. */
  ObjectNode build(List<RunRoute> told) {
    List<RunRoute> routes = told.stream().map(SchemaCheck::sound).toList();
    ObjectNode document = base.deepCopy();
    document.withObject("info").put("version", version);
    SchemaNames schemas =
        new SchemaNames(
            fieldNames(document.at("/components/schemas")),
            routes.stream().flatMap(route -> schemas(route).stream()).toList());
    ObjectNode paths = document.withObject("paths");
    UniqueNames operationIds = new UniqueNames(paths.findValuesAsText("operationId"));
    for (RunRoute route : routes) {
      ObjectNode operation = operation(route, operationIds.claim(route.operationId()), schemas);
      paths.set(route.path(), JSON.objectNode().set("post", operation));
    }
    addSorted(document.withObject("components").withObject("schemas"), schemas.components());
    document.findValues("responses").forEach(this::restate);
    return document;
  }

  private static List<PipelineSchema> schemas(RunRoute route) {
    List<PipelineSchema> schemas = new ArrayList<>();
    schemas.add(requestSchema(route));
    route.run().responseSchema().ifPresent(schema -> schemas.add(responseSchema(route, schema)));
    return schemas;
  }

  private static PipelineSchema requestSchema(RunRoute route) {
    return new PipelineSchema(route.pipeline(), Side.REQUEST, route.run().requestSchema());
  }

  private static PipelineSchema responseSchema(RunRoute route, JsonNode schema) {
    return new PipelineSchema(route.pipeline(), Side.RESPONSE, schema);
  }

  private static ObjectNode operation(RunRoute route, String operationId, SchemaNames schemas) {
    ObjectNode operation = JSON.objectNode();
    operation.putArray("tags").add("pipelines");
    operation.put("summary", route.summary());
    if (!route.description().isEmpty()) {
      operation.put("description", route.description());
    }
    operation.put("operationId", operationId);
    operation
        .putObject("requestBody")
        .<ObjectNode>set("content", requestContent(route, schemas))
        .put("required", route.run().bodyRequired());
    operation.set("responses", responses(route, schemas));
    return operation;
  }

  /** Forms where there can be files; JSON will do for all else. */
  private static ObjectNode requestContent(RunRoute route, SchemaNames schemas) {
    String name = schemas.nameOf(requestSchema(route));
    if (!route.run().takesUploads()) {
      return content("application/json", name);
    }
    ObjectNode content = content("multipart/form-data", name);
    UploadSchema.withoutFiles(schemas.components().get(name))
        .ifPresent(json -> content.putObject("application/json").set("schema", json));
    return content;
  }

  private static ObjectNode responses(RunRoute route, SchemaNames schemas) {
    ObjectNode responses = JSON.objectNode();
    ObjectNode success = responses.putObject("200").put("description", "Successful Response");
    route
        .run()
        .responseSchema()
        .map(schema -> schemas.nameOf(responseSchema(route, schema)))
        .ifPresent(name -> success.set("content", content("application/json", name)));
    responses.set("400", reference("#/components/responses/InvalidRequest"));
    RUN_FAILURES.forEach(
        (status, name) -> responses.set(status, reference("#/components/responses/" + name)));
    return responses;
  }

  private static ObjectNode content(String type, String schema) {
    ObjectNode content = JSON.objectNode();
    content.putObject(type).set("schema", reference(PipelineSchema.reference(schema)));
    return content;
  }

  private static ObjectNode reference(String target) {
    return JSON.objectNode().put("$ref", target);
  }

  /** By name, so that the document does not depend on the order of deployment more than it must. */
  private static void addSorted(ObjectNode all, ObjectNode added) {
    Map<String, JsonNode> sorted = new TreeMap<>();
    all.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    added.properties().forEach(field -> sorted.put(field.getKey(), field.getValue()));
    all.removeAll();
    all.setAll(sorted);
  }

  private void restate(JsonNode responses) {
    JsonNode mismatch = responses.get("400");
    if (mismatch == null || validationStatus.equals("400")) {
      return;
    }
    ObjectNode operationResponses = (ObjectNode) responses;
    operationResponses.remove("400");
    operationResponses.putIfAbsent(validationStatus, mismatch);
  }

  private static Set<String> fieldNames(JsonNode object) {
    Set<String> names = new LinkedHashSet<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
