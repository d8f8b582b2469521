// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.Exchange;
import io.hayhooks.edge.http.Proxies;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** {@code GET /sse}: the stream of a client that uses the older transport. */
@Singleton
public final class SseServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String ENDPOINT =
      "event: endpoint\r\ndata: %s/messages/?session_id=%s\r\n\r\n";

  private final transient Door door;
  private final transient SseConnections connections;
  private final transient Proxies proxies;

  @Inject
  SseServlet(Door door, SseConnections connections, Proxies proxies) {
    this.door = requireNonNull(door, "door is null");
    this.connections = requireNonNull(connections, "connections is null");
    this.proxies = requireNonNull(proxies, "proxies is null");
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    door.open(
        request,
        response,
        exchange -> {
          if (!request.getMethod().equals("GET")) {
            throw Refusal.onlyTakes("GET");
          }
          stream(exchange);
        });
  }

  private void stream(Exchange exchange) {
    SseConnection connection = connections.open();
    String id = connections.add(connection);
    exchange.atEnd(() -> connections.end(id));
    String prefix = proxies.of(exchange.request()).prefix();
    connection.channel().send(ENDPOINT.formatted(prefix, id));
    Door.stream(exchange, connection.channel());
  }
}
