// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hayhooks.cli.client.Json;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Hayhooks' own command line sends for the same words. */
final class ParameterValuesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '`',
      value = {
        "plain → \"plain\"",
        "\"quoted\" → \"\\\"quoted\\\"\"",
        "5 → 5",
        "1.5 → 1.5",
        "1.50 → 1.50",
        "12345678901234567890123 → 12345678901234567890123",
        "-1 → \"-1\"",
        ".5 → \".5\"",
        "5. → \"5.\"",
        ". → \".\"",
        "007 → \"007\"",
        "1e5 → \"1e5\"",
        "true → true",
        "TRUE → \"TRUE\"",
        "Null → \"Null\"",
        "null → null",
        "None → \"None\"",
        "{\"a\":1.0} → {\"a\":1.0}",
        "{bad} → \"{bad}\"",
        "[1, \"x\"] → [1,\"x\"]",
        "a=b → \"a=b\"",
        "` 5` → \" 5\"",
        "`` → \"\""
      })
  void valuesAreReadAsHayhooksDoes(String typed, String sent) {
    assertThat(Json.compact(ParameterValues.value(typed))).isEqualTo(sent);
  }

  @Test
  void theLastValueOfANameCounts() {
    assertThat(ParameterValues.parse(List.of("a=1", "b=x=y", "a=2", "=z")).toString())
        .isEqualTo("{a=2, b=\"x=y\", =\"z\"}");
  }

  @Test
  void aValueNeedsAName() {
    assertThatExceptionOfType(FailedException.class)
        .isThrownBy(() -> ParameterValues.parse(List.of("query")))
        .withMessage("Invalid parameter format: query. Use key=value");
  }
}
