// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Brings the schemas of all pipelines and the definitions inside them into the one namespace of
 * {@code components/schemas}. A definition keeps its name as long as it means the same wherever it
 * stands; otherwise all of that name are told apart by side, by pipeline or by both, whatever the
 * order of deployment.
 */
final class SchemaNames {
  private record Definition(PipelineSchema owner, String name, Map<String, JsonNode> meaning) {}

  private final Set<String> reserved;
  private final UniqueNames names;
  private final Map<PipelineSchema, String> roots = new LinkedHashMap<>();
  private final Map<PipelineSchema, Map<String, String>> renamed = new HashMap<>();
  private final ObjectNode components = JsonNodeFactory.instance.objectNode();

  SchemaNames(Collection<String> reserved, List<PipelineSchema> schemas) {
    this.reserved = Set.copyOf(reserved);
    names = new UniqueNames(reserved);
    for (PipelineSchema schema : schemas) {
      roots.put(schema, names.claim(schema.wantedName()));
    }
    definitionsByName(schemas).values().forEach(this::name);
    schemas.forEach(this::hoist);
  }

  /** The name that a schema was given. */
  String nameOf(PipelineSchema schema) {
    return roots.get(schema);
  }

  /** All schemas and definitions by their names. */
  ObjectNode components() {
    return components;
  }

  private static Map<String, List<Definition>> definitionsByName(List<PipelineSchema> schemas) {
    Map<String, List<Definition>> byName = new LinkedHashMap<>();
    for (PipelineSchema schema : schemas) {
      schema
          .definitions()
          .fieldNames()
          .forEachRemaining(
              name ->
                  byName
                      .computeIfAbsent(name, key -> new ArrayList<>())
                      .add(new Definition(schema, name, schema.closure(name))));
    }
    return byName;
  }

  private void name(List<Definition> sameName) {
    Function<Definition, String> wanted = convention(sameName);
    Map<String, Map<Map<String, JsonNode>, String>> given = new HashMap<>();
    for (Definition definition : sameName) {
      String name = wanted.apply(definition);
      String unique =
          given
              .computeIfAbsent(name, key -> new HashMap<>())
              .computeIfAbsent(definition.meaning(), key -> names.claim(name));
      renamed
          .computeIfAbsent(definition.owner(), key -> new LinkedHashMap<>())
          .put(definition.name(), unique);
    }
  }

  private Function<Definition, String> convention(List<Definition> sameName) {
    boolean free = !reserved.contains(sameName.get(0).name());
    if (free && agree(sameName, definition -> "")) {
      return Definition::name;
    }
    if (free && agree(sameName, definition -> definition.owner().side())) {
      return SchemaNames::withSide;
    }
    return definition -> withPipeline(definition, sameName);
  }

  private static boolean agree(List<Definition> definitions, Function<Definition, ?> group) {
    return definitions.stream().collect(groupingBy(group)).values().stream()
        .map(same -> same.stream().map(Definition::meaning).collect(toSet()))
        .allMatch(meanings -> meanings.size() == 1);
  }

  private static String withSide(Definition definition) {
    return definition.name() + definition.owner().side().suffix();
  }

  private static String withPipeline(Definition definition, List<Definition> sameName) {
    String pipeline = definition.owner().pipeline();
    List<Definition> own =
        sameName.stream().filter(other -> other.owner().pipeline().equals(pipeline)).toList();
    String qualified = definition.owner().qualifier() + "__";
    return qualified + (agree(own, other -> "") ? definition.name() : withSide(definition));
  }

  private void hoist(PipelineSchema schema) {
    Map<String, String> definitions = renamed.getOrDefault(schema, Map.of());
    Function<JsonNode, JsonNode> rewrite =
        node -> schema.rewritten(node, name -> definitions.getOrDefault(name, name));
    definitions.forEach(
        (name, unique) -> components.set(unique, rewrite.apply(schema.definitions().get(name))));
    components.set(nameOf(schema), rewrite.apply(schema.schema()));
  }
}
