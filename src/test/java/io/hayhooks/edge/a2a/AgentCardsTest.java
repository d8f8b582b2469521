// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.config.A2aConfig;
import io.hayhooks.config.Settings;
import io.hayhooks.deploy.Deployment;
import io.hayhooks.edge.http.Json;
import io.hayhooks.pipeline.IdlePipeline;
import io.hayhooks.pipeline.MethodSignature;
import io.hayhooks.pipeline.PipelineName;
import io.hayhooks.pipeline.PipelineSignature;
import io.hayhooks.pipeline.Revision;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

final class AgentCardsTest {
  private static final String URL = "http://here/one/";
  private final AgentCards cards = new AgentCards(new A2aConfig(Settings.of(Map.of())));

  private record Agent(PipelineSignature signature) implements IdlePipeline {
    @Override
    public CompletableFuture<RunResult> run(RunRequest request) {
      throw new UnsupportedOperationException();
    }
  }

  private static JsonNode json(String text) {
    try {
      return Json.MAPPER.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static Deployment agent(String name, String description, String card) {
    PipelineSignature signature =
        new PipelineSignature(
            "pipeline",
            description,
            Optional.empty(),
            Optional.of(new MethodSignature(false)),
            Optional.empty(),
            false,
            false,
            false,
            false,
            Optional.of(card).filter(text -> !text.isEmpty()).map(AgentCardsTest::json));
    return new Deployment(
        new Revision(new PipelineName(name), "1", Path.of("/nowhere")),
        new Agent(signature),
        Instant.EPOCH);
  }

  @Test
  void aCardIsMadeOfThePipeline() {
    assertThat(cards.card(agent("one", "Answers.", ""), URL))
        .isEqualTo(
            json(
                """
                {'name':'one','description':'Answers.','version':'1.0.0',
                 'supportedInterfaces':[{'url':'http://here/one/','protocolBinding':'JSONRPC','protocolVersion':'1.0'}],
                 'capabilities':{'streaming':true,'pushNotifications':true},
                 'defaultInputModes':['text/plain'],'defaultOutputModes':['text/plain'],
                 'skills':[{'id':'one','name':'one','description':'Answers.','tags':['haystack','hayhooks']}],
                 'preferredTransport':'JSONRPC','protocolVersion':'0.3','url':'http://here/one/'}
                """));
  }

  @Test
  void aWrapperReplacesWhatItLikes() {
    JsonNode card =
        cards.card(
            agent(
                "one",
                "Answers.",
                """
                {'name':'Uno','version':'2','icon_url':'http://i','defaultInputModes':['image/png'],'url':'http://evil',
                 'skills':[{'id':'s','tags':['t'],'examples':['e'],'input_modes':['x/y']},{'id':'s2','name':null}]}
                """),
            URL);
    assertThat(card.path("name").textValue()).isEqualTo("Uno");
    assertThat(card.path("description").textValue()).isEqualTo("Answers.");
    assertThat(card.path("version").textValue()).isEqualTo("2");
    assertThat(card.path("iconUrl").textValue()).isEqualTo("http://i");
    assertThat(card.path("defaultInputModes")).isEqualTo(json("['image/png']"));
    assertThat(card.path("url").textValue()).isEqualTo(URL);
    assertThat(card.path("skills"))
        .isEqualTo(
            json(
                """
                [{'id':'s','name':'Uno','description':'Answers.','tags':['t'],'examples':['e'],'inputModes':['x/y']},
                 {'id':'s2','name':'Uno','description':'Answers.','tags':[]}]
                """));
  }

  @Test
  void withoutTheOldVersionItsFieldsAreLeftOut() {
    AgentCards strict =
        new AgentCards(new A2aConfig(Settings.of(Map.of("HAYHOOKS_A2A_V0_3_COMPAT", "false"))));
    JsonNode card = strict.card(agent("one", "", ""), URL);
    assertThat(card.has("url")).isFalse();
    assertThat(card.path("description").textValue())
        .isEqualTo("Haystack pipeline 'one' deployed with Hayhooks");
  }

  @Test
  void theCatalogueSaysWhereAgentsAre() {
    JsonNode agents =
        cards.catalogue(List.of(agent("one", "A.", ""), agent("docs", "B.", "")), "http://here");
    assertThat(agents.path("agents"))
        .isEqualTo(
            json(
                """
                [{'name':'one','description':'A.','url':'http://here/one/',
                  'card':'http://here/one/.well-known/agent-card.json'},
                 {'name':'docs','description':'B.','url':'http://here/a2a/docs/',
                  'card':'http://here/a2a/docs/.well-known/agent-card.json'}]
                """));
  }
}
