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
  private static final String TASK_ID = "taskId";
  private static final String PUSH = "pushNotificationConfig";
  private static final String PUSH_ID = "pushNotificationConfigId";

  ObjectNode translate(Operation operation, ObjectNode old) {
    return switch (operation) {
      case SEND, STREAM -> send(old);
      case PUSH_ADD -> pushConfig(old);
      case PUSH_FIND, PUSH_LIST, PUSH_DELETE -> pushQuery(old);
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
      if (configuration.path(PUSH) instanceof ObjectNode push) {
        configuration.set("taskPushNotificationConfig", push(push));
      }
    }
    return params;
  }

  private static ObjectNode pushConfig(ObjectNode old) {
    ObjectNode params =
        old.path(PUSH) instanceof ObjectNode push ? push(push) : Json.MAPPER.createObjectNode();
    move(old, TASK_ID, params, TASK_ID);
    return params;
  }

  private static ObjectNode push(ObjectNode old) {
    ObjectNode push = old.deepCopy();
    if (push.path("authentication") instanceof ObjectNode authentication) {
      JsonNode scheme = authentication.path("schemes").path(0);
      if (scheme.isTextual()) {
        authentication.set("scheme", scheme);
      }
    }
    return push;
  }

  /** There the task's id is just called id, and is the default of a configuration's. */
  private static ObjectNode pushQuery(ObjectNode old) {
    ObjectNode params = Json.MAPPER.createObjectNode();
    move(old, "id", params, TASK_ID);
    move(old, old.hasNonNull(PUSH_ID) ? PUSH_ID : "id", params, "id");
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
