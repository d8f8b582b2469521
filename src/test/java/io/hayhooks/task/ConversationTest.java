// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConversationTest {
  private static JsonNode json(String text) throws JsonProcessingException {
    return TaskJson.MAPPER.readTree(text.replace('\'', '"'));
  }

  private static JsonNode content(String... parts) throws JsonProcessingException {
    String message =
        "{'messageId':'m','role':'ROLE_USER','parts':[%s]}".formatted(String.join(",", parts));
    Task task =
        new Task(
            "t",
            "c",
            new TaskStatus(TaskState.SUBMITTED, null, null),
            List.of(),
            List.of(TaskJson.MAPPER.treeToValue(json(message), Message.class)));
    JsonNode messages = Conversation.of(List.of(), task);
    return messages.path(0).path("content");
  }

  @Test
  void textsAndDataAreLines() throws JsonProcessingException {
    assertThat(content("{'text':'a'}", "{'data':{'n':1}}", "{'text':'b'}").textValue())
        .isEqualTo("a\n{\"n\":1}\nb");
    assertThat(content("{'data':null}", "{'text':'a'}").textValue()).endsWith("a");
  }

  @Test
  void aMessageThatSaysNothingIsNone() throws JsonProcessingException {
    assertThat(content("{}").isMissingNode()).isTrue();
  }

  @Test
  void filesAreContentPartsAsOpenAiHasThem() throws JsonProcessingException {
    assertThat(
            content(
                "{'text':'see'}",
                "{'raw':'AA==','mediaType':'image/png'}",
                "{'url':'https://x/y.jpg','mediaType':'image/jpeg'}",
                "{'raw':'AA==','mediaType':'audio/wav'}",
                "{'raw':'AA==','mediaType':'application/pdf','filename':'a.pdf'}",
                "{'url':'https://x/z'}"))
        .isEqualTo(
            json(
                """
                [{'type':'text','text':'see'},
                 {'type':'image_url','image_url':{'url':'data:image/png;base64,AA=='}},
                 {'type':'image_url','image_url':{'url':'https://x/y.jpg'}},
                 {'type':'input_audio','input_audio':{'data':'AA==','format':'wav'}},
                 {'type':'file','file':{'filename':'a.pdf','file_data':'data:application/pdf;base64,AA=='}},
                 {'type':'file','file':{'filename':'file','file_url':'https://x/z'}}]
                """));
  }
}
