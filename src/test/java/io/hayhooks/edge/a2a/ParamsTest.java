// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Json;
import io.hayhooks.task.Message;
import io.hayhooks.task.Role;
import io.hayhooks.task.TaskQuery;
import io.hayhooks.task.TaskState;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ParamsTest {
  private static Params params(String text) {
    try {
      return new Params((ObjectNode) Json.MAPPER.readTree(text.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Test
  void aMessageIsRead() {
    Message message =
        params(
                """
                {'message': {'messageId':'m','contextId':'','role':'ROLE_USER','unknown':1,
                  'parts':[{'text':'a'},{'data':[1]}],'referenceTaskIds':['r']}}
                """)
            .message();
    assertThat(message.role()).isEqualTo(Role.USER);
    assertThat(message.contextId()).isNull();
    assertThat(message.parts()).hasSize(2);
    assertThat(message.referenceTaskIds()).containsExactly("r");
  }

  @Test
  void everythingThatIsMissingIsNamed() {
    assertThatExceptionOfType(RpcException.class)
        .isThrownBy(() -> params("{'message':{'role':'nonsense'}}").message())
        .withMessage("Validation failed")
        .satisfies(
            failure ->
                assertThat(failure.violations())
                    .extracting(RpcException.Violation::field)
                    .containsExactly("message.message_id", "message.role", "message.parts"));
    assertThatExceptionOfType(RpcException.class)
        .isThrownBy(() -> params("{}").text("taskId", "task_id"))
        .satisfies(
            failure ->
                assertThat(failure.violations())
                    .containsExactly(RpcException.Violation.required("task_id")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'message':'x'} | Invalid params: message has the wrong type",
        "{'message':{'messageId':'m','role':'ROLE_USER','parts':[{'text':{}}]}}"
            + " | Invalid params: message.parts[0].text has the wrong type",
        "{'message':{'messageId':'m','role':'ROLE_AGENT','parts':[{'text':'x'}]}}"
            + " | Message must be from a user"
      })
  void aMessageThatIsNoneIsRefused(String text, String message) {
    assertThatExceptionOfType(RpcException.class)
        .isThrownBy(() -> params(text).message())
        .withMessage(message);
  }

  @Test
  void aQueryIsRead() {
    TaskQuery query =
        params(
                """
                {'contextId':'c','status':'TASK_STATE_INPUT_REQUIRED','pageSize':7,
                 'statusTimestampAfter':'2026-01-01T01:00:00+01:00','historyLength':0,
                 'includeArtifacts':true}
                """)
            .query();
    assertThat(query.contextId()).contains("c");
    assertThat(query.state()).contains(TaskState.INPUT_REQUIRED);
    assertThat(query.changedAfter()).contains(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(query.pageSize()).isEqualTo(7);
    assertThat(query.historyLength()).contains(0);
    assertThat(query.includeArtifacts()).isTrue();
    assertThat(params("{'pageToken':'','status':'TASK_STATE_UNSPECIFIED'}").query())
        .satisfies(
            open -> {
              assertThat(open.pageSize()).isEqualTo(50);
              assertThat(open.pageToken()).isEmpty();
              assertThat(open.state()).isEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'pageSize':0} | minimum page size is 1",
        "{'pageSize':101} | maximum page size is 100",
        "{'pageSize':'x'} | Invalid params: pageSize must be a whole number",
        "{'historyLength':-1} | history length must be non-negative",
        "{'contextId':3} | Invalid params: contextId must be a string",
        "{'statusTimestampAfter':'soon'}"
            + " | Invalid params: statusTimestampAfter must be a time such as 2026-01-01T00:00:00Z"
      })
  void aQueryThatIsNoneIsRefused(String text, String message) {
    assertThatExceptionOfType(RpcException.class)
        .isThrownBy(() -> params(text).query())
        .withMessage(message);
  }
}
