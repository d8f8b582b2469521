// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.McpConfig;
import io.hayhooks.deploy.PipelinesChanged;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** The clients that introduced themselves, until they leave or are silent for too long. */
@Singleton
final class Sessions {
  private static final Duration CLIENT_TIMEOUT = Duration.ofMinutes(5);
  private static final int SWEEPS_PER_TIMEOUT = 4;

  private final Protocol protocol;
  private final long timeout;
  private final int most;
  private final ManagedScheduledExecutorService scheduler;
  private final ConcurrentMap<String, Session> sessions = new ConcurrentHashMap<>();
  private ScheduledFuture<?> sweeps;

  @Inject
  Sessions(Protocol protocol, McpConfig config, ManagedScheduledExecutorService scheduler) {
    this.protocol = requireNonNull(protocol, "protocol is null");
    timeout = config.sessionTimeout().toNanos();
    most = config.maxSessions();
    this.scheduler = requireNonNull(scheduler, "scheduler is null");
  }

  /** A session for a client that introduces itself. */
  Session open(InitializeRequest client) {
    sweepLater();
    if (sessions.size() >= most) {
      makeRoom();
    }
    Session session = session(UUID.randomUUID().toString(), client);
    sessions.put(session.id(), session);
    return session;
  }

  /** A session for one message of a client that has none. */
  Session passing() {
    return session("stateless", null);
  }

  private Session session(String id, InitializeRequest client) {
    return new Session(
        new McpStreamableServerSession(
            id,
            client == null ? null : client.capabilities(),
            client == null ? null : client.clientInfo(),
            CLIENT_TIMEOUT,
            protocol.requests(),
            Map.of(),
            Mono::empty));
  }

  Optional<Session> find(String id) {
    return Optional.ofNullable(sessions.get(id));
  }

  /** Ends a session; whether there was one. */
  boolean end(String id) {
    Session session = sessions.remove(id);
    if (session != null) {
      session.end();
    }
    return session != null;
  }

  private void makeRoom() {
    long now = System.nanoTime();
    Session idlest =
        sessions.values().stream()
            .filter(session -> !session.isBusy())
            .max(Comparator.comparingLong(session -> session.idleNanos(now)))
            .orElseThrow(
                () ->
                    new ServerException(
                        ErrorCode.UNAVAILABLE,
                        "All %d sessions that HAYHOOKS_MCP_MAX_SESSIONS allows are in use"
                            .formatted(most)));
    end(idlest.id());
  }

  private synchronized void sweepLater() {
    if (sweeps == null && timeout > 0) {
      long pause = Math.max(1, timeout / SWEEPS_PER_TIMEOUT);
      sweeps = scheduler.scheduleWithFixedDelay(this::sweep, pause, pause, TimeUnit.NANOSECONDS);
    }
  }

  private void sweep() {
    long now = System.nanoTime();
    sessions.values().stream()
        .filter(session -> !session.isBusy() && session.idleNanos(now) >= timeout)
        .forEach(session -> end(session.id()));
  }

  /** Before somebody comes there is nobody to tell. */
  void tell(@Observes(notifyObserver = Reception.IF_EXISTS) PipelinesChanged change) {
    sessions.values().forEach(session -> session.notify(Protocol.TOOLS_CHANGED));
  }

  @PreDestroy
  void stop() {
    synchronized (this) {
      if (sweeps != null) {
        sweeps.cancel(false);
      }
    }
    sessions.keySet().forEach(this::end);
  }
}
