// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A pipeline's schema as the schema of a tool: one of an object, with its definitions inside. A
 * wrapper may describe its types itself, so a schema may be anything; clients refuse all tools when
 * one of them is malformed.
 */
final class ToolSchema {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final String OUTSIDE = "#/components/schemas/";
  private static final String INSIDE = "#/$defs/";
  private static final String DEFINITIONS = "$defs";
  private static final String PROPERTIES = "properties";
  private static final String REQUIRED = "required";
  private static final String FILE = "application/octet-stream";

  private ToolSchema() {}

  /** The schema of a tool's arguments or of its structured result. */
  static ObjectNode of(JsonNode schema) {
    ObjectNode tool = JSON.objectNode();
    if (schema instanceof ObjectNode object) {
      object.properties().forEach(field -> tool.set(field.getKey(), inside(field.getValue())));
    }
    tool.put("type", "object");
    for (String objects : new String[] {DEFINITIONS, PROPERTIES}) {
      if (tool.has(objects) && !isObjectOfObjects(tool.get(objects))) {
        tool.remove(objects);
      }
    }
    if (tool.has(REQUIRED) && !tool.get(REQUIRED).isArray()) {
      tool.remove(REQUIRED);
    }
    return tool;
  }

  private static JsonNode inside(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = JSON.objectNode();
      object.properties().forEach(field -> copy.set(field.getKey(), inside(field.getValue())));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = JSON.arrayNode(array.size());
      array.forEach(item -> copy.add(inside(item)));
      return copy;
    }
    if (node.isTextual() && node.textValue().startsWith(OUTSIDE)) {
      return JSON.textNode(INSIDE + node.textValue().substring(OUTSIDE.length()));
    }
    return node;
  }

  private static boolean isObjectOfObjects(JsonNode node) {
    return node.isObject()
        && node.properties().stream().allMatch(field -> field.getValue().isObject());
  }

  /** Takes away arguments that are files, which JSON cannot hold, unless a call needs them. */
  static ObjectNode withoutFiles(ObjectNode tool) {
    if (tool.get(PROPERTIES) instanceof ObjectNode properties) {
      properties
          .properties()
          .removeIf(
              field ->
                  field.getValue().findValuesAsText("contentMediaType").contains(FILE)
                      && !isRequired(tool, field.getKey()));
    }
    return tool;
  }

  private static boolean isRequired(ObjectNode tool, String name) {
    for (JsonNode required : tool.path(REQUIRED)) {
      if (required.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }
}
