// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hayhooks.edge.http.ValidationError;
import io.hayhooks.error.ServerException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChatRequestTest {
  private static ChatRequest parse(String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return ChatRequest.parse(ByteBuffer.wrap(bytes), "application/json");
  }

  @Test
  void aPlainRequestIsNotStreamed() {
    ChatRequest request = parse("{'model':'m','messages':[{'role':'user'}],'other':1}");
    assertThat(request.model()).isEqualTo("m");
    assertThat(request.messages()).hasSize(1);
    assertThat(request.stream()).isFalse();
    assertThat(request.includeUsage()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'{\"include_usage\":true}',true",
    "'{\"include_usage\":false}',false",
    "'{}',false",
    "null,false",
    "5,false"
  })
  void usageIsIncludedWhenAskedFor(String options, boolean expected) {
    String json = "{'model':'m','messages':[],'stream':'true','stream_options':%s}";
    ChatRequest request = parse(json.formatted(options));
    assertThat(request.stream()).isTrue();
    assertThat(request.includeUsage()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'model':'m'}|missing|[body, messages]",
        "{'messages':[]}|missing|[body, model]",
        "{'model':'m','messages':'hi'}|list_type|[body, messages]",
        "{'model':'m','messages':['hi']}|dict_type|[body, messages, 0]",
        "{'model':'m','messages':[],'stream':null}|bool_type|[body, stream]",
        "{'model':1,'messages':[]}|string_type|[body, model]",
        "{|json_invalid|[body, 1]"
      })
  void whatIsWrongIsSaidAsPydanticSaysIt(String json, String type, String loc) {
    assertThatExceptionOfType(ServerException.class)
        .isThrownBy(() -> parse(json))
        .extracting(ServerException::detail, InstanceOfAssertFactories.list(ValidationError.class))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.type()).isEqualTo(type);
              assertThat(List.copyOf(error.loc())).hasToString(loc);
            });
  }
}
