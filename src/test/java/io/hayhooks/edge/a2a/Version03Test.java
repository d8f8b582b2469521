// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Json;
import io.hayhooks.task.Artifact;
import io.hayhooks.task.ArtifactUpdate;
import io.hayhooks.task.Part;
import io.hayhooks.task.StatusUpdate;
import io.hayhooks.task.Task;
import io.hayhooks.task.TaskJson;
import io.hayhooks.task.TaskState;
import io.hayhooks.task.TaskStatus;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The older form is the newer one in other words, in both directions. */
final class Version03Test {
  private final Version03 old = new Version03();

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) Json.MAPPER.readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void aMessageIsTranslated() {
    ObjectNode params =
        old.params(
            Operation.SEND,
            json(
                """
                {'message':{'kind':'message','messageId':'m','role':'user','parts':[
                   {'kind':'text','text':'a'},
                   {'kind':'data','data':{'n':1}},
                   {'kind':'file','file':{'bytes':'AA==','mimeType':'x/y','name':'f'},'metadata':{'k':1}},
                   {'kind':'file','file':{'uri':'http://x'}}]},
                 'configuration':{'blocking':false,'pushNotificationConfig':
                   {'url':'http://y','authentication':{'schemes':['Bearer'],'credentials':'s'}}}}
                """));
    assertThat(params.at("/message/role").textValue()).isEqualTo("ROLE_USER");
    assertThat(params.at("/message/parts/2"))
        .isEqualTo(json("{'raw':'AA==','filename':'f','mediaType':'x/y','metadata':{'k':1}}"));
    assertThat(params.at("/message/parts/3")).isEqualTo(json("{'url':'http://x'}"));
    assertThat(new Params(params).message().parts()).hasSize(4);
    assertThat(params.at("/configuration/returnImmediately").booleanValue()).isTrue();
    assertThat(params.at("/configuration/taskPushNotificationConfig/authentication/scheme"))
        .isEqualTo(json("{'s':'Bearer'}").get("s"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "PUSH_ADD | {'taskId':'t','pushNotificationConfig':{'url':'u'}} | {'url':'u','taskId':'t'}",
        "PUSH_FIND | {'id':'t','pushNotificationConfigId':'p'} | {'taskId':'t','id':'p'}",
        "PUSH_FIND | {'id':'t'} | {'taskId':'t','id':'t'}",
        "PUSH_LIST | {'id':'t'} | {'taskId':'t','id':'t'}",
        "GET | {'id':'t','historyLength':2} | {'id':'t','historyLength':2}"
      })
  void queriesAreTranslated(Operation operation, String given, String translated) {
    assertThat(old.params(operation, json(given))).isEqualTo(json(translated));
  }

  @Test
  void aTaskIsTranslated() throws JsonProcessingException {
    Task task =
        TaskJson.MAPPER.treeToValue(
            json(
                """
                {'id':'t','contextId':'c',
                 'status':{'state':'TASK_STATE_INPUT_REQUIRED','message':
                    {'messageId':'q','role':'ROLE_AGENT','parts':[{'text':'?'}]}},
                 'artifacts':[{'artifactId':'a','parts':[{'raw':'AA==','filename':'f'}]}],
                 'history':[{'messageId':'m','role':'ROLE_USER','parts':[{'data':{'n':1}}]}]}
                """),
            Task.class);
    JsonNode translated = old.answer(task);
    assertThat(translated)
        .isEqualTo(
            json(
                """
                {'id':'t','contextId':'c','kind':'task',
                 'status':{'state':'input-required','message':{'kind':'message','messageId':'q',
                    'role':'agent','parts':[{'kind':'text','text':'?'}]}},
                 'artifacts':[{'artifactId':'a','parts':
                    [{'kind':'file','file':{'bytes':'AA==','name':'f'}}]}],
                 'history':[{'kind':'message','messageId':'m','role':'user','parts':
                    [{'kind':'data','data':{'n':1}}]}]}
                """));
  }

  @Test
  void eventsSayWhichIsTheLast() {
    TaskStatus working = new TaskStatus(TaskState.WORKING, null, null);
    TaskStatus done = new TaskStatus(TaskState.COMPLETED, null, null);
    assertThat(old.event(new StatusUpdate("t", "c", working)).get("final").booleanValue())
        .isFalse();
    assertThat(old.event(new StatusUpdate("t", "c", done)).get("final").booleanValue()).isTrue();
    Artifact piece = new Artifact("a", "response", List.of(Part.text("x")));
    assertThat(old.event(new ArtifactUpdate("t", "c", piece, false, true)))
        .isEqualTo(
            json(
                """
                {'taskId':'t','contextId':'c','kind':'artifact-update','append':false,'lastChunk':true,
                 'artifact':{'artifactId':'a','name':'response','parts':[{'kind':'text','text':'x'}]}}
                """));
  }

  @Test
  void errorsHaveDataInTheirOwnForm() {
    assertThat(old.error(RpcException.of(RpcError.TASK_NOT_FOUND)))
        .isEqualTo(json("{'code':-32001,'data':null,'message':'Task not found'}"));
    RpcException invalid =
        RpcException.invalid(List.of(RpcException.Violation.required("message")));
    assertThat(old.error(invalid).at("/data/errors/0/field").textValue()).isEqualTo("message");
  }
}
