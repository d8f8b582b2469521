// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.config.A2aConfig;
import io.hayhooks.deploy.Deployment;
import io.hayhooks.edge.http.Json;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** How agents introduce themselves, made of what their pipelines are at this moment. */
@Singleton
final class AgentCards {
  private static final String NAME = "name";
  private static final String DESCRIPTION = "description";
  private static final String VERSION = "version";
  private static final String TAGS = "tags";
  private static final String TEXT = "text/plain";
  private static final String BINDING = "JSONRPC";

  /** Further fields that a wrapper may set, by the names that Python code has for them. */
  private static final Map<String, String> FURTHER =
      Map.of(
          "provider", "provider",
          "documentation_url", "documentationUrl",
          "icon_url", "iconUrl",
          "default_input_modes", "defaultInputModes",
          "default_output_modes", "defaultOutputModes");

  private final boolean takesOldVersion;

  @Inject
  AgentCards(A2aConfig config) {
    takesOldVersion = requireNonNull(config, "config is null").takesOldVersion();
  }

  /** The card of an agent that is called at {@code url}. */
  ObjectNode card(Deployment agent, String url) {
    JsonNode own = agent.signature().agentCard().orElseGet(() -> Json.MAPPER.createObjectNode());
    ObjectNode card = Json.MAPPER.createObjectNode();
    card.put(NAME, own.path(NAME).asText(agent.name().value()));
    card.put(DESCRIPTION, description(agent));
    card.putArray("supportedInterfaces")
        .addObject()
        .put("url", url)
        .put("protocolBinding", BINDING)
        .put("protocolVersion", "1.0");
    card.put(VERSION, own.path(VERSION).asText("1.0.0"));
    card.putObject("capabilities").put("streaming", true).put("pushNotifications", true);
    card.putArray("defaultInputModes").add(TEXT);
    card.putArray("defaultOutputModes").add(TEXT);
    card.set("skills", skills(agent, own, card));
    FURTHER.forEach(
        (python, name) -> {
          JsonNode value = own.path(own.hasNonNull(python) ? python : name);
          if (!value.isMissingNode() && !value.isNull()) {
            card.set(name, value);
          }
        });
    return takesOldVersion ? withOldFields(card, url) : card;
  }

  private static ObjectNode withOldFields(ObjectNode card, String url) {
    return card.put("preferredTransport", BINDING).put("protocolVersion", "0.3").put("url", url);
  }

  static String description(Deployment agent) {
    String own =
        agent.signature().agentCard().map(card -> card.path(DESCRIPTION).asText("")).orElse("");
    String documented = own.isEmpty() ? agent.signature().description() : own;
    return documented.isEmpty()
        ? "Haystack pipeline '%s' deployed with Hayhooks".formatted(agent.name())
        : documented;
  }

  private static ArrayNode skills(Deployment agent, JsonNode own, ObjectNode card) {
    ArrayNode skills = Json.MAPPER.createArrayNode();
    if (own.path("skills") instanceof ArrayNode given && !given.isEmpty()) {
      given.forEach(skill -> skills.add(skill(agent, skill, card, List.of())));
    } else {
      skills.add(
          skill(agent, Json.MAPPER.createObjectNode(), card, List.of("haystack", "hayhooks")));
    }
    return skills;
  }

  /** A skill; what it does not say is said by the card. */
  private static ObjectNode skill(
      Deployment agent, JsonNode given, ObjectNode card, List<String> tags) {
    ObjectNode skill = Json.MAPPER.createObjectNode();
    skill.put("id", given.path("id").asText(agent.name().value()));
    skill.put(NAME, given.path(NAME).asText(card.path(NAME).asText()));
    skill.put(DESCRIPTION, given.path(DESCRIPTION).asText(card.path(DESCRIPTION).asText()));
    tags.forEach(skill.putArray(TAGS)::add);
    if (given instanceof ObjectNode object) {
      object.properties().stream()
          .filter(field -> !field.getValue().isNull())
          .forEach(field -> skill.set(camelCase(field.getKey()), field.getValue()));
    }
    return skill;
  }

  private static String camelCase(String name) {
    return switch (name) {
      case "input_modes" -> "inputModes";
      case "output_modes" -> "outputModes";
      default -> name;
    };
  }

  /** All agents, and where they are below {@code base}. */
  ObjectNode catalogue(List<Deployment> agents, String base) {
    ObjectNode catalogue = Json.MAPPER.createObjectNode();
    ArrayNode list = catalogue.putArray("agents");
    for (Deployment agent : agents) {
      String url = base + AgentPath.root(agent.name().value());
      list.addObject()
          .put(NAME, agent.name().value())
          .put(DESCRIPTION, description(agent))
          .put("url", url)
          .put("card", url + AgentPath.CARD);
    }
    return catalogue;
  }
}
