// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.hayhooks.edge.http.Bytes;
import java.nio.charset.StandardCharsets;

/**
 * Writes events for a user interface as Hayhooks does: with a space after colon and comma, and in
 * ASCII. Interfaces were made against that form and may look for it as text.
 */
final class UiEvent {
  private static final byte[] BEGIN = "data: {\"event\": ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] END = "}\n\n".getBytes(StandardCharsets.US_ASCII);

  private static final ObjectWriter WRITER =
      JsonMapper.builder()
          .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
          .build()
          .writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Spacing.AFTER)
                          .withObjectEntrySpacing(Spacing.AFTER)
                          .withArrayValueSpacing(Spacing.AFTER)
                          .withObjectEmptySeparator("")
                          .withArrayEmptySeparator("")
                          .withRootSeparator(""))
                  .withObjectIndenter(DefaultPrettyPrinter.NopIndenter.instance)
                  .withArrayIndenter(DefaultPrettyPrinter.NopIndenter.instance));

  private UiEvent() {}

  static void write(JsonNode event, Bytes out) {
    try {
      out.put(BEGIN).put(WRITER.writeValueAsBytes(event)).put(END);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot write an event as JSON", e);
    }
  }
}
