// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a message, and which. */
final class JsonRpcTest {
  private static JSONRPCMessage read(String json) {
    return JsonRpc.read(ByteBuffer.wrap(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aRequestHasAnId() {
    assertThat(read("{'jsonrpc':'2.0','id':7,'method':'ping','more':1}"))
        .isEqualTo(new JSONRPCRequest("ping", 7L));
    assertThat(read("{'jsonrpc':'2.0','id':7.0,'method':'ping'}"))
        .isEqualTo(new JSONRPCRequest("ping", 7L));
    assertThat(read("{'jsonrpc':'2.0','id':'a','method':'ping'}"))
        .isEqualTo(new JSONRPCRequest("ping", "a"));
  }

  @Test
  void aNotificationHasNone() {
    assertThat(read("{'jsonrpc':'2.0','method':'x','params':{}}"))
        .isInstanceOf(JSONRPCNotification.class);
  }

  @Test
  void aResponseHasNoMethod() {
    assertThat(read("{'jsonrpc':'2.0','id':'1','result':{}}")).isInstanceOf(JSONRPCResponse.class);
    assertThat(read("{'jsonrpc':'2.0','id':'1','error':{'code':1,'message':'no'}}"))
        .isInstanceOfSatisfying(
            JSONRPCResponse.class,
            response -> assertThat(response.error().message()).isEqualTo("no"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[{'jsonrpc':'2.0','id':1,'method':'ping'}]",
        "{'id':1,'method':'ping'}",
        "{'jsonrpc':'1.0','id':1,'method':'ping'}",
        "{'jsonrpc':'2.0','id':null,'method':'ping'}",
        "{'jsonrpc':'2.0','id':1.5,'method':'ping'}",
        "{'jsonrpc':'2.0','id':1,'method':'ping','params':[]}",
        "{'jsonrpc':'2.0','id':1}",
        "{'jsonrpc':'2.0','result':{}}"
      })
  void allElseIsNoMessage(String json) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> read(json))
        .satisfies(refusal -> assertThat(refusal.status()).isEqualTo(400));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "{}{}", "no"})
  void whatIsNoJsonIsSaidToBeNone(String text) {
    assertThatExceptionOfType(Refusal.class).isThrownBy(() -> read(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json, text/event-stream|EVENTS",
        "text/event-stream|EVENTS",
        "application/json|JSON",
        "*/*|JSON",
        "application/json;q=0.5|JSON",
        "text/html|NEITHER"
      })
  void theAcceptHeaderChoosesTheFormOfTheAnswer(String accept, Accepted expected) {
    assertThat(Accepted.of(accept)).isEqualTo(expected);
  }

  @Test
  void whoSaysNothingTakesJson() {
    assertThat(Accepted.of(null)).isEqualTo(Accepted.JSON);
  }
}
