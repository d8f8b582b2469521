// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Json;
import java.util.Locale;

/** Parameters of 0.3 in the form of 1.0; what is already in that form, or in none, is left. */
final class OldParams {
  private static final String MESSAGE = "message";
  private static final String CONFIGURATION = "configuration";

  ObjectNode translate(Operation operation, ObjectNode old) {
    return switch (operation) {
      case SEND, STREAM -> send(old);
      case GET, LIST, CANCEL, SUBSCRIBE, EXTENDED_CARD -> old;
    };
  }

  private static ObjectNode send(ObjectNode old) {
    ObjectNode params = old.deepCopy();
    if (params.path(MESSAGE) instanceof ObjectNode message) {
      message(message);
    }
    if (params.path(CONFIGURATION) instanceof ObjectNode configuration) {
      JsonNode blocking = configuration.path("blocking");
      configuration.put("returnImmediately", blocking.isBoolean() && !blocking.booleanValue());
    }
    return params;
  }

  private static void message(ObjectNode message) {
    message.put("role", "ROLE_" + message.path("role").asText().toUpperCase(Locale.ROOT));
    if (message.path("parts") instanceof ArrayNode parts) {
      for (int i = 0; i < parts.size(); i++) {
        if (parts.get(i) instanceof ObjectNode part) {
          parts.set(i, part(part));
        }
      }
    }
  }

  private static ObjectNode part(ObjectNode old) {
    if (!(old.path("file") instanceof ObjectNode file)) {
      return old;
    }
    ObjectNode part = Json.MAPPER.createObjectNode();
    move(file, "bytes", part, "raw");
    move(file, "uri", part, "url");
    move(file, "name", part, "filename");
    move(file, "mimeType", part, "mediaType");
    move(old, "metadata", part, "metadata");
    return part;
  }

  static void move(ObjectNode from, String name, ObjectNode to, String newName) {
    if (from.hasNonNull(name)) {
      to.set(newName, from.get(name));
    }
  }
}
