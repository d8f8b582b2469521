// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.pipeline.RunSignature;
import java.util.Optional;
import java.util.logging.Logger;

/**
 * Puts a schema that allows everything in the place of one that the document could not hold. A
 * wrapper may describe its types itself, so a schema may be anything; one of them must not take the
 * description of all others away.
 */
final class SchemaCheck {
  private static final Logger LOG = Logger.getLogger(SchemaCheck.class.getName());
  private static final String DEFINITIONS = "$defs";
  private static final int DEEPEST = 200;

  private SchemaCheck() {}

  /** The route with schemas that the document can hold. */
  static RunRoute sound(RunRoute route) {
    RunSignature run = route.run();
    JsonNode request = sound(route, "request", run.requestSchema());
    Optional<JsonNode> response =
        run.responseSchema().map(schema -> sound(route, "response", schema));
    return new RunRoute(
        route.pipeline(),
        route.description(),
        new RunSignature(
            request, response, run.bodyRequired(), run.takesUploads(), run.wantsHeaders()));
  }

  private static JsonNode sound(RunRoute route, String side, JsonNode schema) {
    Optional<String> problem = problem(schema);
    if (problem.isEmpty()) {
      return schema;
    }
    LOG.warning(
        () ->
            "The %s of '%s' is described as anything, since its schema %s"
                .formatted(side, route.pipeline(), problem.get()));
    return JsonNodeFactory.instance.objectNode();
  }

  private static Optional<String> problem(JsonNode schema) {
    if (!(schema instanceof ObjectNode)) {
      return Optional.of("is no object");
    }
    JsonNode definitions = schema.path(DEFINITIONS);
    if (!definitions.isMissingNode() && !definitions.isObject()) {
      return Optional.of("has definitions that are no object");
    }
    return problem(schema, definitions, 0);
  }

  private static Optional<String> problem(JsonNode node, JsonNode definitions, int depth) {
    if (depth > DEEPEST) {
      return Optional.of("is too deep");
    }
    JsonNode reference = node.path("$ref");
    if (reference.isTextual() && !definitions.has(target(reference.textValue()))) {
      return Optional.of("refers to '%s', which is not there".formatted(reference.textValue()));
    }
    for (JsonNode child : node) {
      Optional<String> problem = problem(child, definitions, depth + 1);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }

  /** The name that is referred to; empty when it is no definition of the schema's own. */
  private static String target(String reference) {
    String own = PipelineSchema.reference("");
    return reference.startsWith(own) ? reference.substring(own.length()) : "";
  }
}
