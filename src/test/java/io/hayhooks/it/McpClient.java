// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks MCP's Streamable HTTP as plainly as can be, with a session or without one. */
final class McpClient {
  private final ServerProcess server;
  private final Optional<String> session;
  private final AtomicInteger ids = new AtomicInteger();

  private McpClient(ServerProcess server, Optional<String> session) {
    this.server = server;
    this.session = session;
  }

  /** A client that never introduces itself. */
  static McpClient stateless(ServerProcess server) {
    return new McpClient(server, Optional.empty());
  }

  /** A client with a session. */
  static McpClient open(ServerProcess server) {
    HttpResponse<String> answer = stateless(server).post("initialize", introduction("2025-11-25"));
    assertThat(answer.statusCode()).isEqualTo(200);
    McpClient known = new McpClient(server, answer.headers().firstValue("Mcp-Session-Id"));
    assertThat(known.session).isPresent();
    assertThat(known.tell("notifications/initialized", Map.of()).statusCode()).isEqualTo(202);
    return known;
  }

  /** How a client introduces itself that speaks a version. */
  static Map<String, ?> introduction(String version) {
    Map<String, String> client = Map.of("name", "test", "version", "1");
    return Map.of("protocolVersion", version, "capabilities", Map.of(), "clientInfo", client);
  }

  HttpRequest.Builder request(String accept) {
    HttpRequest.Builder request = server.request("/mcp").header("Accept", accept);
    session.ifPresent(id -> request.header("Mcp-Session-Id", id));
    return request;
  }

  HttpRequest.Builder message(String accept, Map<String, ?> message) {
    return request(accept)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(TestJson.write(message)));
  }

  HttpResponse<String> post(String method, Map<String, ?> params) {
    return server.send(message("application/json", call(method, params)).build());
  }

  HttpResponse<String> tell(String method, Map<String, ?> params) {
    return server.send(
        message("application/json", Map.of("jsonrpc", "2.0", "method", method, "params", params))
            .build());
  }

  Map<String, ?> call(String method, Map<String, ?> params) {
    return Map.of(
        "jsonrpc", "2.0", "id", ids.incrementAndGet(), "method", method, "params", params);
  }

  /** The answer as a stream of events. */
  EventLines stream(Map<String, ?> message) {
    return new EventLines(
        server.client(), message("application/json, text/event-stream", message).build());
  }

  /** What the server says on its own. */
  EventLines listen() {
    return new EventLines(server.client(), request("text/event-stream").GET().build());
  }

  /** What a method gives. */
  JsonNode result(String method, Map<String, ?> params) {
    HttpResponse<String> answer = post(method, params);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode result = TestJson.read(answer).get("result");
    assertThat(result).as(answer.body()).isNotNull();
    return result;
  }

  JsonNode callTool(String name, Map<String, ?> arguments) {
    return result("tools/call", Map.of("name", name, "arguments", arguments));
  }

  /** The text that a tool gives. */
  String text(String name, Map<String, ?> arguments) {
    return callTool(name, arguments).at("/content/0/text").asText();
  }
}
