// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;

/**
 * A result as text: words as they are, what has structure as JSON, the rest as Python writes it.
 */
final class ResultText {
  private static final ObjectWriter SPACED = JsonRpc.MAPPER.writer(spaced());

  private ResultText() {}

  static String of(JsonNode value) {
    return switch (value.getNodeType()) {
      case NULL, MISSING -> "None";
      case BOOLEAN -> value.booleanValue() ? "True" : "False";
      case OBJECT, ARRAY -> json(value);
      case STRING, NUMBER, BINARY, POJO -> value.asText();
    };
  }

  /** As Python's json module writes it: on one line, with spaces. */
  private static String json(JsonNode value) {
    try {
      return SPACED.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Any tree can be written as JSON", e);
    }
  }

  private static DefaultPrettyPrinter spaced() {
    Separators separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEntrySpacing(Separators.Spacing.AFTER)
            .withArrayValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
    printer.indentArraysWith(DefaultPrettyPrinter.NopIndenter.instance);
    printer.indentObjectsWith(DefaultPrettyPrinter.NopIndenter.instance);
    return printer;
  }
}
