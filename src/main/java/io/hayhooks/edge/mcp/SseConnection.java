// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import reactor.core.publisher.Mono;

/** A client of the older transport: one stream for all that it is told, while it posts to us. */
final class SseConnection {
  private final Sessions sessions;
  private final Protocol protocol;
  private final EventChannel channel = new EventChannel();
  private volatile Session session;

  SseConnection(Sessions sessions, Protocol protocol) {
    this.sessions = requireNonNull(sessions, "sessions is null");
    this.protocol = requireNonNull(protocol, "protocol is null");
    session = sessions.passing();
  }

  EventChannel channel() {
    return channel;
  }

  /** Takes what the client posts; answers go to the stream. */
  void take(JSONRPCMessage message, Request request) {
    if (message instanceof JSONRPCRequest call) {
      if (call.method().equals(Protocol.INITIALIZE)) {
        initialize(call);
      } else {
        session.handle(call, new Part(channel), request);
      }
    } else if (message instanceof JSONRPCNotification notification) {
      session.accept(notification);
    } else if (message instanceof JSONRPCResponse response) {
      session.accept(response);
    }
  }

  private void initialize(JSONRPCRequest call) {
    InitializeRequest client = Protocol.client(call);
    Session known = sessions.open(client);
    known.listen(channel);
    session = known;
    channel.sendMessage(JSONRPCResponse.result(call.id(), protocol.initialize(client))).subscribe();
  }

  /** The client is gone. */
  void end() {
    sessions.end(session.id());
    session.end();
  }

  /** The channel as it looks to one call, which leaves it open for the others. */
  private record Part(EventChannel channel) implements McpStreamableServerTransport {
    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message, String messageId) {
      return channel.sendMessage(message);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
      return channel.sendMessage(message);
    }

    @Override
    public Mono<Void> closeGracefully() {
      return Mono.empty();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
      return channel.unmarshalFrom(data, type);
    }
  }
}
