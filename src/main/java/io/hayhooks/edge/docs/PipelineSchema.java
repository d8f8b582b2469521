// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** The schema of one side of a run route, with the definitions it brings along. */
record PipelineSchema(String pipeline, Side side, JsonNode schema) {
  private static final String REFERENCE = "#/components/schemas/";
  private static final String DEFINITIONS = "$defs";
  private static final Pattern NOT_IN_A_KEY = Pattern.compile("[^A-Za-z0-9._-]");

  /** Request or response, with the suffix FastAPI gives to a model that looks different in both. */
  enum Side {
    REQUEST("RunRequest", "-Input"),
    RESPONSE("RunResponse", "-Output");

    private final String name;
    private final String suffix;

    Side(String name, String suffix) {
      this.name = name;
      this.suffix = suffix;
    }

    String suffix() {
      return suffix;
    }
  }

  PipelineSchema {
    requireNonNull(pipeline, "pipeline is null");
    requireNonNull(side, "side is null");
    requireNonNull(schema, "schema is null");
  }

  static String reference(String name) {
    return REFERENCE + name;
  }

  /** The pipeline's name as far as a key below {@code components} may hold it. */
  String qualifier() {
    return NOT_IN_A_KEY.matcher(pipeline).replaceAll("_");
  }

  String wantedName() {
    return qualifier() + side.name;
  }

  /** Definitions by name. */
  ObjectNode definitions() {
    return schema.get(DEFINITIONS) instanceof ObjectNode found
        ? found
        : JsonNodeFactory.instance.objectNode();
  }

  /** A definition with all it refers to: two that are equal mean the same. */
  Map<String, JsonNode> closure(String name) {
    Map<String, JsonNode> closure = new TreeMap<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(name);
    while (!open.isEmpty()) {
      String next = open.remove();
      JsonNode definition = definitions().get(next);
      if (definition != null && closure.put(next, definition) == null) {
        rewritten(
            definition,
            target -> {
              open.add(target);
              return target;
            });
      }
    }
    return closure;
  }

  /**
   * A copy without definitions, with references renamed, and without {@code null} defaults, which
   * Hayhooks leaves out here.
   */
  JsonNode rewritten(JsonNode node, UnaryOperator<String> names) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JsonNodeFactory.instance.objectNode();
      object.properties().stream()
          .filter(field -> !field.getKey().equals(DEFINITIONS))
          .filter(field -> !(field.getKey().equals("default") && field.getValue().isNull()))
          .forEach(field -> copy.set(field.getKey(), rewritten(field.getValue(), names)));
      return copy;
    }
    if (node.isArray()) {
      var copy = JsonNodeFactory.instance.arrayNode(node.size());
      node.forEach(item -> copy.add(rewritten(item, names)));
      return copy;
    }
    // Any text of this form is a reference: of $ref, or of a discriminator's mapping.
    if (node.isTextual() && node.textValue().startsWith(REFERENCE)) {
      String target = node.textValue().substring(REFERENCE.length());
      return JsonNodeFactory.instance.textNode(REFERENCE + names.apply(target));
    }
    return node;
  }
}
