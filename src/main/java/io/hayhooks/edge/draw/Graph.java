// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.draw;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Components and connections of a pipeline, as its worker tells them. */
record Graph(List<Component> components, List<Connection> connections) {
  /** One component with the names of its sockets. */
  record Component(String name, String type, List<String> inputs, List<String> outputs) {}

  /** From one component's output to another's input. */
  record Connection(String from, String output, String to, String input, String type) {}

  /** Reads the worker's answer; a connection of components that are not there is left out. */
  static Graph of(JsonNode json) {
    Map<String, Component> components = new LinkedHashMap<>();
    for (JsonNode item : json.path("components")) {
      String name = item.path("name").asText();
      components.put(
          name,
          new Component(
              name,
              item.path("type").asText(),
              texts(item.path("inputs")),
              texts(item.path("outputs"))));
    }
    List<Connection> connections = new ArrayList<>();
    for (JsonNode item : json.path("connections")) {
      Connection connection = connection(item);
      if (components.containsKey(connection.from()) && components.containsKey(connection.to())) {
        connections.add(connection);
      }
    }
    return new Graph(List.copyOf(components.values()), connections);
  }

  private static Connection connection(JsonNode item) {
    String from = item.path("from").asText();
    String to = item.path("to").asText();
    return new Connection(
        component(from), socket(from), component(to), socket(to), item.path("type").asText());
  }

  /** No socket has a dot in its name. */
  private static String component(String end) {
    return end.substring(0, Math.max(0, end.lastIndexOf('.')));
  }

  private static String socket(String end) {
    return end.substring(end.lastIndexOf('.') + 1);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(item -> texts.add(item.asText()));
    return List.copyOf(texts);
  }
}
