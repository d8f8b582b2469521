// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.Exchange;
import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.RunHead;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.List;

/** Requests that are answered on the HTTP request that brought them. */
@Singleton
final class Calls {
  private final Door door;
  private final Sessions sessions;
  private final Protocol protocol;

  @Inject
  Calls(Door door, Sessions sessions, Protocol protocol) {
    this.door = requireNonNull(door, "door is null");
    this.sessions = requireNonNull(sessions, "sessions is null");
    this.protocol = requireNonNull(protocol, "protocol is null");
  }

  /** Greets a client, and gives it a session. */
  void initialize(Exchange exchange, Accepted accepted, JSONRPCRequest message) {
    InitializeRequest client = Protocol.client(message);
    Session session = sessions.open(client);
    Header id = new Header(HttpHeaders.MCP_SESSION_ID, session.id());
    JSONRPCResponse greeting = JSONRPCResponse.result(message.id(), protocol.initialize(client));
    if (accepted == Accepted.JSON) {
      answer(exchange, greeting, id);
      return;
    }
    EventChannel channel = new EventChannel();
    Door.stream(exchange, channel, id);
    channel.sendMessage(greeting).subscribe();
    channel.close();
  }

  /** Handles a request; when its client leaves, so does the work. */
  void call(Exchange exchange, Accepted accepted, Session session, JSONRPCRequest message) {
    Request request = door.request(exchange);
    if (accepted == Accepted.JSON) {
      WholeChannel channel = new WholeChannel(message.id(), response -> answer(exchange, response));
      exchange.atEnd(session.handle(message, channel, request)::dispose);
      return;
    }
    EventChannel channel = new EventChannel();
    Door.stream(exchange, channel);
    exchange.atEnd(session.handle(message, channel, request)::dispose);
  }

  private static void answer(Exchange exchange, JSONRPCResponse response, Header... headers) {
    RunHead head = new RunHead(200, RunHead.JSON.contentType(), List.of(headers));
    exchange.answer(head, ByteBuffer.wrap(JsonRpc.bytes(response)));
  }
}
