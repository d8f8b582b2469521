// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a form with files can be sent as JSON. */
final class UploadSchema {
  private static final String PROPERTIES = "properties";
  private static final String FILE = "application/octet-stream";

  private UploadSchema() {}

  /**
   * The schema without its files.
   *
   * @return empty when a file is required, so that no JSON will do
   */
  static Optional<ObjectNode> withoutFiles(JsonNode form) {
    List<String> files = new ArrayList<>();
    form.path(PROPERTIES)
        .properties()
        .forEach(
            property -> {
              if (property.getValue().findValuesAsText("contentMediaType").contains(FILE)) {
                files.add(property.getKey());
              }
            });
    for (JsonNode required : form.path("required")) {
      if (files.contains(required.asText())) {
        return Optional.empty();
      }
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    form.properties().stream()
        .filter(field -> !field.getKey().equals("title"))
        .forEach(field -> json.set(field.getKey(), field.getValue().deepCopy()));
    if (json.get(PROPERTIES) instanceof ObjectNode properties) {
      properties.remove(files);
    }
    return Optional.of(json);
  }
}
