// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.pipeline.RunSignature;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenApiBuilderTest {
  private static final JsonNode REQUEST = Samples.json("{'type': 'object'}");

  @Test
  void describesPipelinesAsHayhooksDoes() {
    ObjectNode document = build(400, Samples.routes());

    assertSubset("", Samples.recorded(), document);
  }

  @Test
  void everyReferenceLeadsSomewhere() {
    ObjectNode document = build(400, Samples.routes());

    assertThat(document.findValuesAsText("$ref"))
        .isNotEmpty()
        .allSatisfy(
            reference ->
                assertThat(document.at(reference.substring(1)).isObject()).as(reference).isTrue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "'text'",
        "[{'type': 'object'}]",
        "{'$defs': ['x'], 'type': 'object'}",
        "{'properties': {'x': {'$ref': '#/components/schemas/Nobody'}}}",
        "{'properties': {'x': {'$ref': '#/$defs/X'}}, '$defs': {'X': {}}}",
        "{'$defs': {'X': {'items': {'$ref': 'https://example.org/schema'}}}}"
      })
  void whatCannotBeDescribedIsOpenAndLeavesTheOthersAlone(String schema) {
    RunRoute odd =
        new RunRoute(
            "odd",
            "",
            new RunSignature(
                Samples.json(schema), Optional.of(Samples.json(schema)), true, false, false));
    ObjectNode document = build(400, List.of(odd, route("calc", REQUEST)));

    assertThat(document.at("/components/schemas/oddRunRequest").isObject()).isTrue();
    assertThat(document.at("/components/schemas/oddRunRequest").has("properties")).isFalse();
    assertThat(document.at("/components/schemas/oddRunResponse").isObject()).isTrue();
    assertThat(document.at("/components/schemas/calcRunRequest/type").textValue())
        .isEqualTo("object");
    assertThat(document.findValuesAsText("$ref"))
        .allSatisfy(ref -> assertThat(document.at(ref.substring(1)).isObject()).as(ref).isTrue());
  }

  @Test
  void carriesTheProductsVersion() {
    assertThat(build(400, List.of()).at("/info/version").textValue()).isEqualTo("1.2.3");
  }

  @Test
  void findsTheServerFromItsOwnAddress() {
    assertThat(build(400, List.of()).at("/servers/0/url").textValue()).isEqualTo(".");
  }

  @Test
  void saysWhichStatusAMismatchHas() {
    JsonNode strict = build(422, List.of(route("calc", REQUEST)));

    assertThat(strict.at("/paths/~1calc~1run/post/responses").has("400")).isFalse();
    assertThat(strict.at("/paths/~1calc~1run/post/responses/422/$ref").textValue())
        .isEqualTo("#/components/responses/InvalidRequest");
    assertThat(strict.at("/paths/~1deploy_files/post/responses").has("400")).isFalse();
    assertThat(strict.at("/paths/~1deploy_files/post/responses/422/$ref").textValue())
        .isEqualTo("#/components/responses/NotLoadable");
  }

  @Test
  void requiresABodyOnlyWhereAParameterIsRequired() {
    RunRoute lenient =
        new RunRoute("a", "", new RunSignature(REQUEST, Optional.empty(), false, false, false));

    JsonNode body = build(400, List.of(lenient)).at("/paths/~1a~1run/post/requestBody/required");

    assertThat(body.booleanValue()).isFalse();
    assertThat(body.isBoolean()).isTrue();
  }

  @Test
  void offersJsonForAllButTheFilesOfAForm() {
    String files =
        "'files': {'anyOf': [{'type': 'array', 'items': {'type': 'string',"
            + " 'contentMediaType': 'application/octet-stream'}}, {'type': 'null'}]}";
    String form = "{'type': 'object', 'title': 'T', 'properties': {%s, 'note': {'type': 'string'}}";
    JsonNode optional = Samples.json(form.formatted(files) + "}");
    JsonNode required = Samples.json(form.formatted(files) + ", 'required': ['files']}");

    JsonNode document = build(400, List.of(upload("a", optional), upload("b", required)));

    assertThat(document.at("/paths/~1a~1run/post/requestBody/content"))
        .isEqualTo(
            Samples.json(
                "{'multipart/form-data': {'schema': {'$ref': '#/components/schemas/aRunRequest'}},"
                    + " 'application/json': {'schema': {'type': 'object',"
                    + " 'properties': {'note': {'type': 'string'}}}}}"));
    assertThat(document.at("/paths/~1b~1run/post/requestBody/content").size()).isEqualTo(1);
  }

  private static RunRoute upload(String name, JsonNode form) {
    return new RunRoute(name, "", new RunSignature(form, Optional.empty(), false, true, false));
  }

  @Test
  void namesNoTwoOperationsTheSame() {
    JsonNode document = build(400, List.of(route("a b", REQUEST), route("a_b", REQUEST)));

    assertThat(document.findValuesAsText("operationId")).doesNotHaveDuplicates();
    assertThat(document.at("/components/schemas").has("a_bRunRequest")).isTrue();
    assertThat(document.at("/components/schemas").has("a_bRunRequest_2")).isTrue();
  }

  @Test
  void leavesItsBaseAsItWas() {
    OpenApiBuilder builder = new OpenApiBuilder(OpenApiDocument.base(), "1", 422);
    builder.build(Samples.routes());

    assertThat(builder.build(List.of()).get("paths").has("/calc/run")).isFalse();
  }

  private static ObjectNode build(int validationStatus, List<RunRoute> routes) {
    return new OpenApiBuilder(OpenApiDocument.base(), "1.2.3", validationStatus).build(routes);
  }

  private static RunRoute route(String name, JsonNode request) {
    return new RunRoute(name, "", new RunSignature(request, Optional.empty(), true, false, false));
  }

  private static void assertSubset(String path, JsonNode wanted, JsonNode found) {
    if (wanted.isObject()) {
      wanted
          .properties()
          .forEach(
              field ->
                  assertSubset(
                      path + "/" + field.getKey(), field.getValue(), found.path(field.getKey())));
    } else {
      assertThat(found).as(path).isEqualTo(wanted);
    }
  }
}
