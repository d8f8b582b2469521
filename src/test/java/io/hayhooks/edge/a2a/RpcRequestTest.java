// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RpcRequestTest {
  private static JsonNode parse(String text) {
    return RpcRequest.parse(StandardCharsets.UTF_8.encode(text.replace('\'', '"')));
  }

  @Test
  void idMethodAndParametersAreTaken() {
    JsonNode json = parse("{'jsonrpc':'2.0','id':'x','method':'GetTask','params':{'id':'t'}}");
    RpcRequest request = RpcRequest.of(json, 7);
    assertThat(request.id()).isEqualTo(json.get("id"));
    assertThat(request.method()).isEqualTo("GetTask");
    assertThat(request.params()).isEqualTo(json.get("params"));
    assertThat(RpcRequest.of(parse("{'jsonrpc':'2.0','method':'x'}"), 7).params()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "[] | INVALID_REQUEST | Batch requests are not supported",
        "7 | INVALID_REQUEST | Invalid Request",
        "{} | INVALID_REQUEST | Invalid request: 'jsonrpc' must be exactly '2.0'",
        "{'jsonrpc':'2.0'} | INVALID_REQUEST | Method is required",
        "{'jsonrpc':'2.0','method':7} | INVALID_REQUEST | Method is required",
        "{'jsonrpc':'2.0','id':true,'method':'x'} | INVALID_REQUEST"
            + " | Invalid request: id must be a string, integer, or null",
        "{'jsonrpc':'2.0','id':1,'method':'x','params':[]} | INVALID_PARAMS"
            + " | Invalid params: they must be an object",
        "{ | PARSE_ERROR | Invalid JSON payload: line 1, column 2",
        "~~ | PARSE_ERROR | Invalid JSON payload: there is none"
      })
  void whatIsNoRequestIsSaidToBeNone(String text, RpcError error, String message) {
    assertThatExceptionOfType(RpcException.class)
        .isThrownBy(() -> RpcRequest.of(parse(text), 0))
        .withMessage(message)
        .satisfies(failure -> assertThat(failure.error()).isEqualTo(error));
  }

  @Test
  void anIdIsRepeatedWhereverThereIsOne() {
    assertThat(RpcRequest.id(parse("{'id':3}")).intValue()).isEqualTo(3);
    assertThat(RpcRequest.id(parse("{'id':1.5}")).isNull()).isTrue();
    assertThat(RpcRequest.id(parse("[]")).isNull()).isTrue();
  }
}
