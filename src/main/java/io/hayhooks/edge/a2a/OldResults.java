// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Json;
import java.util.Locale;

/** Results of 1.0 in the form of 0.3. Trees are changed in place. */
final class OldResults {
  private static final String KIND = "kind";
  private static final String STATUS = "status";
  private static final String STATE = "state";
  private static final String ARTIFACT = "artifact";
  private static final String TASK_ID = "taskId";
  private static final String PARTS = "parts";
  private static final String FILE = "file";

  ObjectNode task(ObjectNode task) {
    status(task);
    task.path("artifacts").forEach(OldResults::parts);
    task.path("history").forEach(OldResults::message);
    return task.put(KIND, "task");
  }

  ObjectNode statusUpdate(ObjectNode update, boolean last) {
    status(update);
    return update.put(KIND, "status-update").put("final", last);
  }

  ObjectNode artifactUpdate(ObjectNode update, boolean append, boolean lastChunk) {
    parts(update.path(ARTIFACT));
    update.put("append", append).put("lastChunk", lastChunk);
    return update.put(KIND, "artifact-update");
  }

  ObjectNode pushConfig(ObjectNode config) {
    ObjectNode old = Json.MAPPER.createObjectNode();
    old.set(TASK_ID, config.remove(TASK_ID));
    if (config.path("authentication") instanceof ObjectNode authentication) {
      authentication.putArray("schemes").add(authentication.remove("scheme"));
    }
    return old.set("pushNotificationConfig", config);
  }

  private static void status(ObjectNode holder) {
    if (holder.path(STATUS) instanceof ObjectNode status) {
      status.put(STATE, word(status.path(STATE).asText(), "TASK_STATE_"));
      message(status.path("message"));
    }
  }

  private static void message(JsonNode node) {
    if (node instanceof ObjectNode message) {
      message.put(KIND, "message").put("role", word(message.path("role").asText(), "ROLE_"));
      parts(message);
    }
  }

  private static void parts(JsonNode holder) {
    if (holder.path(PARTS) instanceof ArrayNode parts) {
      for (int i = 0; i < parts.size(); i++) {
        parts.set(i, part((ObjectNode) parts.get(i)));
      }
    }
  }

  private static ObjectNode part(ObjectNode part) {
    if (!part.has("raw") && !part.has("url")) {
      return part.put(KIND, part.has("data") ? "data" : "text");
    }
    ObjectNode old = Json.MAPPER.createObjectNode().put(KIND, FILE);
    ObjectNode file = old.putObject(FILE);
    OldParams.move(part, "raw", file, "bytes");
    OldParams.move(part, "url", file, "uri");
    OldParams.move(part, "filename", file, "name");
    OldParams.move(part, "mediaType", file, "mimeType");
    OldParams.move(part, "metadata", old, "metadata");
    return old;
  }

  private static String word(String label, String prefix) {
    return label.replaceFirst("^" + prefix, "").toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
