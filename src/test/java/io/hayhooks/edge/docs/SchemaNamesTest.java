// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.edge.docs.PipelineSchema.Side;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaNamesTest {
  private static final String ITEM = "'Item': {'type': 'object', 'title': 'Item'}";
  private static final String OTHER_ITEM = "'Item': {'type': 'string', 'title': 'Item'}";
  private static final String BOX =
      "'Box': {'properties': {'item': {'$ref': '#/components/schemas/Item'}}}";

  @Test
  void definitionsThatMeanTheSameAreShared() {
    SchemaNames names = names(request("a", ITEM), request("b", ITEM));

    assertThat(keys(names)).containsExactlyInAnyOrder("aRunRequest", "bRunRequest", "Item");
  }

  @Test
  void definitionsThatDifferAreToldApartByPipeline() {
    SchemaNames names = names(request("a", ITEM), request("b", OTHER_ITEM));

    assertThat(keys(names))
        .containsExactlyInAnyOrder("aRunRequest", "bRunRequest", "a__Item", "b__Item");
    assertThat(reference(names, "aRunRequest")).isEqualTo("#/components/schemas/a__Item");
    assertThat(reference(names, "bRunRequest")).isEqualTo("#/components/schemas/b__Item");
  }

  @Test
  void whatRefersToDefinitionsThatDifferDiffersToo() {
    SchemaNames names = names(request("a", BOX + "," + ITEM), request("b", BOX + "," + OTHER_ITEM));

    assertThat(keys(names)).contains("a__Box", "b__Box").doesNotContain("Box");
    assertThat(names.components().at("/b__Box/properties/item/$ref").textValue())
        .isEqualTo("#/components/schemas/b__Item");
  }

  @Test
  void namesDoNotDependOnTheOrderOfDeployment() {
    PipelineSchema a = request("a", ITEM);
    PipelineSchema b = request("b", OTHER_ITEM);

    assertThat(names(a, b).components()).isEqualTo(names(b, a).components());
  }

  @Test
  void aModelThatLooksDifferentInBothDirectionsIsToldApartBySide() {
    SchemaNames names = names(request("a", ITEM), response("a", OTHER_ITEM));

    assertThat(keys(names))
        .containsExactlyInAnyOrder("aRunRequest", "aRunResponse", "Item-Input", "Item-Output");
  }

  @Test
  void pipelineAndSideTogetherTellApartWhatNeitherDoes() {
    SchemaNames names =
        names(request("a", ITEM), response("a", OTHER_ITEM), request("b", OTHER_ITEM));

    assertThat(keys(names)).contains("a__Item-Input", "a__Item-Output", "b__Item");
  }

  @Test
  void fixedNamesStayFixed() {
    SchemaNames names = new SchemaNames(List.of("Item"), List.of(request("a", ITEM)));

    assertThat(keys(names)).containsExactlyInAnyOrder("aRunRequest", "a__Item");
  }

  @Test
  void aDefinitionNamedLikeARequestGetsANumber() {
    SchemaNames names = names(request("a", "'bRunRequest': {}"), request("b", ITEM));

    assertThat(keys(names))
        .containsExactlyInAnyOrder("aRunRequest", "bRunRequest", "bRunRequest_2", "Item");
  }

  @Test
  void discriminatorsFollowTheirModels() {
    String pet =
        "'Pet': {'discriminator': {'mapping': {'item': '#/components/schemas/Item'}}}," + ITEM;
    SchemaNames names = names(request("a", pet), request("b", OTHER_ITEM));

    assertThat(names.components().at("/Pet/discriminator/mapping/item").textValue())
        .isEqualTo("#/components/schemas/a__Item");
  }

  @Test
  void modelsMayReferToThemselves() {
    String tree =
        "'Tree': {'properties': {'left': {'$ref': '#/components/schemas/Tree'}}, 'title': '%s'}";
    SchemaNames names = names(request("a", tree.formatted("A")), request("b", tree.formatted("B")));

    assertThat(names.components().at("/b__Tree/properties/left/$ref").textValue())
        .isEqualTo("#/components/schemas/b__Tree");
  }

  @Test
  void nullDefaultsAreLeftOut() {
    JsonNode schema =
        Samples.json("{'properties': {'a': {'default': null}, 'default': {'default': 0}}}");
    SchemaNames names = names(new PipelineSchema("p", Side.REQUEST, schema));

    assertThat(names.components().get("pRunRequest"))
        .isEqualTo(Samples.json("{'properties': {'a': {}, 'default': {'default': 0}}}"));
  }

  private static SchemaNames names(PipelineSchema... schemas) {
    return new SchemaNames(List.of("Error"), List.of(schemas));
  }

  private static PipelineSchema request(String pipeline, String definitions) {
    return schema(pipeline, Side.REQUEST, definitions);
  }

  private static PipelineSchema response(String pipeline, String definitions) {
    return schema(pipeline, Side.RESPONSE, definitions);
  }

  private static PipelineSchema schema(String pipeline, Side side, String definitions) {
    return new PipelineSchema(
        pipeline,
        side,
        Samples.json(
            "{'properties': {'x': {'$ref': '#/components/schemas/Item'}}, '$defs': {%s}}"
                .formatted(definitions)));
  }

  private static List<String> keys(SchemaNames names) {
    return names.components().properties().stream().map(field -> field.getKey()).toList();
  }

  private static String reference(SchemaNames names, String schema) {
    return names.components().get(schema).at("/properties/x/$ref").textValue();
  }
}
