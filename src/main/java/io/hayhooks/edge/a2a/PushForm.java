// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Json;
import io.hayhooks.task.PushConfig;
import java.util.List;

/** Push notification configurations in the form of 1.0. */
final class PushForm {
  private static final String ID = "id";
  private static final String URL = "url";
  private static final String TOKEN = "token";
  private static final String AUTHENTICATION = "authentication";
  private static final String SCHEME = "scheme";
  private static final String CREDENTIALS = "credentials";

  private PushForm() {}

  /** Reads one; an absent id is empty. */
  static PushConfig read(Params params, String version) {
    Params authentication = params.object(AUTHENTICATION);
    return new PushConfig(
        params.optionalText(ID).orElse(""),
        params.text(URL, URL),
        params.optionalText(TOKEN).orElse(null),
        authentication.optionalText(SCHEME).orElse(null),
        authentication.optionalText(CREDENTIALS).orElse(null),
        version);
  }

  static ObjectNode write(String taskId, PushConfig config) {
    ObjectNode tree = Json.MAPPER.createObjectNode();
    tree.put("taskId", taskId).put(ID, config.id()).put(URL, config.url());
    put(tree, TOKEN, config.token());
    if (config.scheme() != null) {
      ObjectNode authentication = tree.putObject(AUTHENTICATION);
      put(authentication, SCHEME, config.scheme());
      put(authentication, CREDENTIALS, config.credentials());
    }
    return tree;
  }

  private static void put(ObjectNode tree, String name, String value) {
    if (value != null) {
      tree.put(name, value);
    }
  }

  static JsonNode write(List<ObjectNode> configs) {
    ObjectNode list = Json.MAPPER.createObjectNode();
    configs.forEach(list.putArray("configs")::add);
    return list;
  }
}
