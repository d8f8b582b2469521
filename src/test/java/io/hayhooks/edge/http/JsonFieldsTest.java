// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonFieldsTest {
  private static JsonFields parse(String body) {
    return JsonFields.parse(body.getBytes(UTF_8), "application/json");
  }

  private static ServerException refusal(String body, String contentType) {
    return catchThrowableOfType(
        ServerException.class, () -> JsonFields.parse(body.getBytes(UTF_8), contentType));
  }

  @SuppressWarnings("unchecked")
  private static List<ValidationError> errors(ServerException refusal) {
    assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
    return (List<ValidationError>) refusal.detail();
  }

  private static List<ValidationError> errors(JsonFields fields) {
    return errors(catchThrowableOfType(ServerException.class, fields::check));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/json; charset=utf-8",
        "APPLICATION/JSON",
        "application/vnd.api+json"
      })
  void jsonIsReadUnderAnyOfItsTypes(String contentType) {
    JsonFields fields = JsonFields.parse("{\"a\":\"b\"}".getBytes(UTF_8), contentType);
    assertThat(fields.text("a")).isEqualTo("b");
    fields.check();
  }

  @Test
  void anEmptyBodyIsAMissingBody() {
    assertThat(errors(refusal("", "application/json")))
        .containsExactly(
            new ValidationError("missing", List.of("body"), "Field required", null, null));
  }

  @Test
  void anotherTypeIsRefusedAndNotSentBack() {
    for (String type : new String[] {"text/plain", "application/xml", null}) {
      assertThat(errors(refusal("{}", type)))
          .singleElement()
          .satisfies(error -> assertThat(error.type()).isEqualTo("model_attributes_type"))
          .satisfies(error -> assertThat(error.input()).isNull());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "1", "\"text\""})
  void whatIsNoObjectIsRefused(String body) {
    assertThat(errors(refusal(body, "application/json")))
        .singleElement()
        .satisfies(error -> assertThat(error.type()).isEqualTo("model_attributes_type"))
        .satisfies(error -> assertThat(error.loc()).isEqualTo(List.of("body")));
  }

  @Test
  void malformedJsonIsRefusedWithItsPlace() {
    assertThat(errors(refusal("{\"a\": 1 \"b\"}", "application/json")))
        .singleElement()
        .satisfies(error -> assertThat(error.type()).isEqualTo("json_invalid"))
        .satisfies(error -> assertThat(error.loc()).hasSize(2).startsWith("body"))
        .satisfies(error -> assertThat(error.ctx()).containsKey("error"));
  }

  @Test
  void jsonThatEndsTooEarlyPointsToItsEnd() {
    assertThat(errors(refusal("{\"a\": ", "application/json")))
        .singleElement()
        .satisfies(error -> assertThat(error.loc()).isEqualTo(List.of("body", 6)));
  }

  @Test
  void allErrorsAreToldAtOnce() {
    JsonFields fields = parse("{\"name\": 1}");
    assertThat(fields.text("name")).isEmpty();
    assertThat(fields.texts("files")).isEmpty();
    assertThat(errors(fields))
        .extracting(ValidationError::type, ValidationError::loc)
        .containsExactly(
            tuple("string_type", List.of("body", "name")),
            tuple("missing", List.of("body", "files")));
  }

  @Test
  void theMessageNamesTheFirstErrorAndCountsTheRest() {
    JsonFields fields = parse("{}");
    fields.text("name");
    fields.text("other");
    assertThat(catchThrowableOfType(ServerException.class, fields::check))
        .hasMessage("body.name: Field required (and 1 more)");
  }

  @ParameterizedTest
  @CsvSource({
    "true,true",
    "false,false",
    "1,true",
    "0,false",
    "1.0,true",
    "'\"yes\"',true",
    "'\"on\"',true",
    "'\"OFF\"',false",
    "'\"n\"',false"
  })
  void aTruthValueIsReadAsPydanticReadsIt(String json, boolean expected) {
    JsonFields fields = parse("{\"flag\": %s}".formatted(json));
    assertThat(fields.flag("flag", !expected)).isEqualTo(expected);
    fields.check();
  }

  @ParameterizedTest
  @CsvSource({"2,bool_parsing", "'\"maybe\"',bool_parsing", "null,bool_type", "[],bool_type"})
  void whatIsNoTruthValueIsRefused(String json, String type) {
    JsonFields fields = parse("{\"flag\": %s}".formatted(json));
    fields.flag("flag", false);
    assertThat(errors(fields))
        .singleElement()
        .satisfies(error -> assertThat(error.type()).isEqualTo(type));
  }

  @Test
  void aMissingTruthValueIsTheFallback() {
    assertThat(parse("{}").flag("flag", true)).isTrue();
  }

  @Test
  void anObjectOfStringsKeepsItsOrder() {
    assertThat(parse("{\"files\": {\"b\": \"1\", \"a\": \"2\"}}").texts("files"))
        .containsExactly(Map.entry("b", "1"), Map.entry("a", "2"));
  }

  @Test
  void anObjectOfStringsRefusesOtherValuesByName() {
    JsonFields fields = parse("{\"files\": {\"a\": 1}}");
    assertThat(fields.texts("files")).isEmpty();
    assertThat(errors(fields))
        .singleElement()
        .satisfies(error -> assertThat(error.loc()).isEqualTo(List.of("body", "files", "a")));
  }

  @Test
  void aListOfObjectsRefusesOtherItemsByNumber() {
    JsonFields fields = parse("{\"messages\": [{}, 1]}");
    assertThat(fields.objects("messages")).hasSize(1);
    assertThat(errors(fields))
        .singleElement()
        .satisfies(error -> assertThat(error.loc()).isEqualTo(List.of("body", "messages", 1)));
  }

  @Test
  void aFieldCanBeRefusedForAReasonOfItsOwn() {
    JsonFields fields = parse("{}");
    fields.refuse("files", "Missing required file: pipeline_wrapper.py");
    assertThat(errors(fields))
        .extracting(ValidationError::msg)
        .containsExactly("Value error, Missing required file: pipeline_wrapper.py");
  }
}
