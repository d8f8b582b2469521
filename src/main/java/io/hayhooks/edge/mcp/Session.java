// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerSession.McpStreamableServerSessionStream;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** What is known of one client, and the calls that it waits for. */
final class Session {
  private static final Logger LOG = Logger.getLogger(Session.class.getName());
  private static final String CANCELLED = "notifications/cancelled";

  private final McpStreamableServerSession session;
  private final ConcurrentMap<Object, Disposable> running = new ConcurrentHashMap<>();
  private volatile long lastUse = System.nanoTime();

  Session(McpStreamableServerSession session) {
    this.session = requireNonNull(session, "session is null");
  }

  String id() {
    return session.getId();
  }

  /** Handles a request, whose answer goes to {@code channel}; disposing of it cancels the work. */
  Disposable handle(JSONRPCRequest message, McpStreamableServerTransport channel, Request request) {
    touch();
    Disposable.Swap call = Disposables.swap();
    running.put(message.id(), call);
    call.update(
        session
            .responseStream(channel)
            .handle(message)
            .contextWrite(context -> context.put(McpTransportContext.KEY, request.context()))
            .doFinally(signal -> ended(message.id(), call))
            .subscribe(nothing -> {}, failure -> lost(message.method(), failure)));
    return call;
  }

  private void ended(Object id, Disposable call) {
    running.remove(id, call);
    touch();
  }

  /** Takes note of what needs no answer. */
  void accept(JSONRPCNotification message) {
    touch();
    if (message.method().equals(CANCELLED)) {
      cancel((JsonNode) message.params());
    }
  }

  /** Takes the client's answer to a request of ours. */
  void accept(JSONRPCResponse message) {
    touch();
    session.accept(message).subscribe(nothing -> {}, failure -> lost("a response", failure));
  }

  private void cancel(JsonNode params) {
    JsonNode id = params == null ? null : params.get("requestId");
    Disposable call = id == null ? null : running.get(JsonRpc.id(id));
    if (call != null) {
      call.dispose();
    }
  }

  /**
   * Sends what is no answer to {@code channel} from now on.
   *
   * @return does what is to be done when that channel has ended
   */
  Runnable listen(McpStreamableServerTransport channel) {
    touch();
    McpStreamableServerSessionStream stream = session.listeningStream(channel);
    return () -> {
      stream.releaseTransport();
      touch();
    };
  }

  /** Tells the client something, if it listens. */
  void notify(String method) {
    if (session.hasListeningStream()) {
      session
          .sendNotification(method, null)
          .subscribe(nothing -> {}, failure -> lost(method, failure));
    }
  }

  /** Cancels its calls and closes its streams. */
  void end() {
    running.values().forEach(Disposable::dispose);
    session.close();
  }

  private void touch() {
    lastUse = System.nanoTime();
  }

  boolean isBusy() {
    return session.hasOpenStream();
  }

  /** Nanoseconds since something happened here. */
  long idleNanos(long now) {
    return now - lastUse;
  }

  private static void lost(String what, Throwable failure) {
    LOG.log(Level.FINE, failure, () -> "What came of %s could not be sent".formatted(what));
  }
}
