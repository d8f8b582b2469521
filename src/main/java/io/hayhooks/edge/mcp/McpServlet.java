// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.EventStreamForm;
import io.hayhooks.edge.http.Exchange;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The Streamable HTTP transport, {@code /mcp}. Clients that introduce themselves get a session;
 * those that do not are answered message by message.
 */
@Singleton
public final class McpServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String HEARTBEAT =
      new String(EventStreamForm.HEARTBEAT, StandardCharsets.US_ASCII);

  private final transient Door door;
  private final transient Sessions sessions;
  private final transient Calls calls;

  @Inject
  McpServlet(Door door, Sessions sessions, Calls calls) {
    this.door = requireNonNull(door, "door is null");
    this.sessions = requireNonNull(sessions, "sessions is null");
    this.calls = requireNonNull(calls, "calls is null");
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response) {
    door.open(
        request,
        response,
        exchange -> {
          checkVersion(request.getHeader(HttpHeaders.PROTOCOL_VERSION));
          switch (request.getMethod()) {
            case "POST" -> post(exchange);
            case "GET" -> get(exchange);
            case "DELETE" -> delete(exchange);
            default -> throw notAllowed("Method Not Allowed");
          }
        });
  }

  private static void checkVersion(String version) {
    if (version != null && !Protocol.VERSIONS.contains(version)) {
      throw new Refusal(
          400,
          JsonRpc.INVALID_REQUEST,
          "Bad Request: Unsupported protocol version: %s. Supported versions: %s"
              .formatted(version, String.join(", ", Protocol.VERSIONS)));
    }
  }

  private static Refusal notAllowed(String reason) {
    return Refusal.onlyTakes("DELETE, GET, POST", reason);
  }

  private void post(Exchange exchange) {
    Accepted accepted = Accepted.of(exchange.request().getHeader("Accept"));
    if (accepted == Accepted.NEITHER) {
      throw notAcceptable("application/json or text/event-stream");
    }
    door.withBody(exchange, body -> post(exchange, accepted, body));
  }

  private static Refusal notAcceptable(String types) {
    return new Refusal(406, JsonRpc.INVALID_REQUEST, "Not Acceptable: Client must accept " + types);
  }

  private void post(Exchange exchange, Accepted accepted, ByteBuffer body) {
    JSONRPCMessage message = JsonRpc.read(body);
    if (message instanceof JSONRPCRequest request && request.method().equals(Protocol.INITIALIZE)) {
      calls.initialize(exchange, accepted, request);
      return;
    }
    Session session = session(exchange).orElseGet(sessions::passing);
    if (message instanceof JSONRPCRequest request) {
      calls.call(exchange, accepted, session, request);
      return;
    }
    if (message instanceof JSONRPCNotification notification) {
      session.accept(notification);
    } else if (message instanceof JSONRPCResponse response) {
      session.accept(response);
    }
    Door.accepted(exchange);
  }

  /** A stream for what the server has to say on its own. */
  private void get(Exchange exchange) {
    Session session =
        session(exchange).orElseThrow(() -> notAllowed("Method Not Allowed: no session"));
    if (Accepted.of(exchange.request().getHeader("Accept")) != Accepted.EVENTS) {
      throw notAcceptable("text/event-stream");
    }
    EventChannel channel = new EventChannel();
    channel.send(HEARTBEAT); // so that the client knows at once that it is heard
    exchange.atEnd(session.listen(channel));
    Door.stream(exchange, channel);
  }

  private void delete(Exchange exchange) {
    Session session =
        session(exchange)
            .orElseThrow(() -> notAllowed("Method Not Allowed: Session termination not supported"));
    sessions.end(session.id());
    Door.done(exchange);
  }

  private Optional<Session> session(Exchange exchange) {
    String id = exchange.request().getHeader(HttpHeaders.MCP_SESSION_ID);
    if (id == null || id.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        sessions
            .find(id)
            .orElseThrow(
                () ->
                    new Refusal(
                        404,
                        JsonRpc.INVALID_REQUEST,
                        "Session not found: it has ended, begin another one")));
  }
}
