// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.Exchange;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;

/** {@code POST /messages}: what a client of the older transport says. */
@Singleton
public final class MessagesServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String ID = "session_id";

  private final transient Door door;
  private final transient SseConnections connections;

  @Inject
  MessagesServlet(Door door, SseConnections connections) {
    this.door = requireNonNull(door, "door is null");
    this.connections = requireNonNull(connections, "connections is null");
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    door.open(
        request,
        response,
        exchange -> {
          if (!request.getMethod().equals("POST")) {
            throw Refusal.onlyTakes("POST");
          }
          door.withBody(exchange, body -> take(exchange, body));
        });
  }

  private void take(Exchange exchange, ByteBuffer body) {
    SseConnection connection =
        connections
            .find(exchange.request().getParameter(ID)) // the body is no form: it was read
            .orElseThrow(() -> new Refusal(404, JsonRpc.INVALID_REQUEST, "Could not find session"));
    JSONRPCMessage message = JsonRpc.read(body);
    if (connection.channel().isBehind()) {
      throw new ServerException(
          ErrorCode.UNAVAILABLE, "Read the answers on the stream before you ask for more");
    }
    connection.take(message, door.request(exchange));
    Door.accepted(exchange);
  }
}
