// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Json;
import io.hayhooks.pipeline.RunSignature;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Hayhooks 2.1.0 described for its own sample pipelines, and the signatures behind it. */
final class Samples {
  private static final String SCHEMAS = "#/components/schemas/";

  private Samples() {}

  static JsonNode recorded() {
    try (InputStream stream = Samples.class.getResourceAsStream("/openapi-recorded.json")) {
      return Json.MAPPER.readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The run routes of the recorded document, as a worker would describe them. */
  static List<RunRoute> routes() {
    JsonNode document = recorded();
    List<RunRoute> routes = new ArrayList<>();
    for (var path : document.get("paths").properties()) {
      if (path.getKey().endsWith("/run")) {
        String name = path.getKey().substring(1, path.getKey().length() - "/run".length());
        routes.add(route(document, name, path.getValue().get("post")));
      }
    }
    return routes;
  }

  private static RunRoute route(JsonNode document, String name, JsonNode operation) {
    JsonNode content = operation.at("/requestBody/content");
    JsonNode response = operation.at("/responses/200/content/application~1json/schema/$ref");
    return new RunRoute(
        name,
        operation.path("description").asText(""),
        new RunSignature(
            standalone(document, content.elements().next().at("/schema/$ref").textValue()),
            Optional.ofNullable(response.textValue()).map(ref -> standalone(document, ref)),
            true,
            content.has("multipart/form-data"),
            false));
  }

  /** A schema with the definitions it needs under {@code $defs}. */
  private static JsonNode standalone(JsonNode document, String reference) {
    ObjectNode schema = component(document, reference);
    ObjectNode definitions = Json.MAPPER.createObjectNode();
    collect(document, schema, definitions);
    if (!definitions.isEmpty()) {
      schema.set("$defs", definitions);
    }
    return schema;
  }

  private static void collect(JsonNode document, JsonNode schema, ObjectNode definitions) {
    for (String reference : schema.findValuesAsText("$ref")) {
      String name = reference.substring(SCHEMAS.length());
      if (!definitions.has(name)) {
        ObjectNode definition = component(document, reference);
        definitions.set(name, definition);
        collect(document, definition, definitions);
      }
    }
  }

  private static ObjectNode component(JsonNode document, String reference) {
    return document.at(reference.substring(1)).deepCopy();
  }
}
