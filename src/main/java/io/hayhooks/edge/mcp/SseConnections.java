// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The open streams of the older transport, by the secret names that their clients post to. */
@Singleton
final class SseConnections {
  private static final int ID_BYTES = 16;

  private final Sessions sessions;
  private final Protocol protocol;
  private final SecureRandom random = new SecureRandom();
  private final ConcurrentMap<String, SseConnection> connections = new ConcurrentHashMap<>();

  @Inject
  SseConnections(Sessions sessions, Protocol protocol) {
    this.sessions = requireNonNull(sessions, "sessions is null");
    this.protocol = requireNonNull(protocol, "protocol is null");
  }

  /** Takes a new connection; returns its name. */
  String add(SseConnection connection) {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    String id = HexFormat.of().formatHex(bytes);
    connections.put(id, connection);
    return id;
  }

  SseConnection open() {
    return new SseConnection(sessions, protocol);
  }

  Optional<SseConnection> find(String id) {
    return Optional.ofNullable(id).map(connections::get);
  }

  void end(String id) {
    SseConnection connection = connections.remove(id);
    if (connection != null) {
      connection.end();
    }
  }
}
