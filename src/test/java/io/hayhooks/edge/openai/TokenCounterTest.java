// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Json;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TokenCounterTest {
  private final TokenCounter tokens = new TokenCounter(Runnable::run);

  private static ObjectNode message(String json) throws JsonProcessingException {
    return (ObjectNode) Json.MAPPER.readTree(json.replace('\'', '"'));
  }

  @Test
  void wordsAreCountedAsOpenAiModelsCountThem() {
    assertThat(tokens.of("")).isZero();
    assertThat(tokens.of("Hello world")).isEqualTo(2);
  }

  @Test
  void specialTokensInTextAreOrdinaryText() {
    assertThat(tokens.of("<|endoftext|>")).isGreaterThan(1);
  }

  @Test
  void messagesCostAFewTokensMoreThanTheirText() throws JsonProcessingException {
    assertThat(tokens.ofMessages(List.of())).isZero();
    assertThat(tokens.ofMessages(List.of(message("{'role':'user','content':'Hello world'}"))))
        .isEqualTo(3 + 3 + 1 + 2);
  }

  @Test
  void onlyTheTextOfAMessageCounts() throws JsonProcessingException {
    ObjectNode parts =
        message(
            "{'role':'user','content':[{'type':'text','text':'Hello world'},"
                + "{'type':'image_url','image_url':{'url':'data:x'}},7]}");
    assertThat(tokens.ofMessages(List.of(parts))).isEqualTo(3 + 3 + 1 + 2);
    assertThat(tokens.ofMessages(List.of(message("{'content':null}")))).isEqualTo(3 + 3);
  }

  @Test
  void slicesOfALongTextAddUp() {
    String sentence = "The quick brown fox jumps over the lazy dog. ";
    assertThat(tokens.of(sentence.repeat(1_000))).isEqualTo(10 * 1_000 + 1);
    assertThat(tokens.of("😀".repeat(10_000))).isBetween(9_900, 10_100);
  }

  @Test
  void aHugeTextWithoutSpacesKeepsNobodyWaiting() {
    String huge = "a".repeat(5_000_000);
    long start = System.nanoTime();
    assertThat(tokens.of(huge)).isBetween(600_000, 650_000);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
