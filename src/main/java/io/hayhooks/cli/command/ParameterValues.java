// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.hayhooks.cli.client.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Values of {@code --param key=value}. */
final class ParameterValues {
  private static final Pattern JSON =
      Pattern.compile("(?s)\\{.*}|\\[.*]|(?i:true|false|null)|\\d*\\.?\\d*");

  private ParameterValues() {}

  /** The last value of each name, in the order in which the names were given first. */
  static Map<String, JsonNode> parse(List<String> parameters) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    for (String parameter : parameters) {
      int equals = parameter.indexOf('=');
      if (equals < 0) {
        throw new FailedException(
            "Invalid parameter format: %s. Use key=value".formatted(parameter));
      }
      values.put(parameter.substring(0, equals), value(parameter.substring(equals + 1)));
    }
    return values;
  }

  /**
   * What looks like an object, a list, a number without a sign, true, false or null is read as
   * JSON; everything else, and what is no JSON after all, is text as it was typed.
   */
  static JsonNode value(String text) {
    JsonNode typed = TextNode.valueOf(text);
    return JSON.matcher(text).matches() ? Json.parse(text).orElse(typed) : typed;
  }
}
