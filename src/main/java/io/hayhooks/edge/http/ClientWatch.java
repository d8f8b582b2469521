// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.HttpConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;

/**
 * Notices clients that leave while they are owed an answer. A server tells nobody before something
 * is written, and of a whole answer nothing is, so the system's table of connections is looked at,
 * where it has one.
 */
@Singleton
public final class ClientWatch {
  private static final Logger LOG = Logger.getLogger(ClientWatch.class.getName());

  /** Where a server may take a client's address from when it trusts who says so. */
  private static final List<String> FORWARDING =
      List.of("X-Forwarded-For", "Forwarded", "X-Real-IP");

  private final Set<Client> clients = ConcurrentHashMap.newKeySet();
  private final Set<Integer> knownPorts = ConcurrentHashMap.newKeySet();
  private final TcpTable table = TcpTable.ofSystem();
  private final long interval;
  private final ManagedScheduledExecutorService scheduler;
  private volatile ScheduledFuture<?> looks;

  @Inject
  public ClientWatch(HttpConfig config, ManagedScheduledExecutorService scheduler) {
    interval = config.clientCheckInterval().toNanos();
    this.scheduler = requireNonNull(scheduler, "scheduler is null");
  }

  /**
   * Calls {@code left}, at most once, when the client of {@code request} closes its connection.
   * Once one connection of a port was seen, the server tells true addresses there, and all others
   * are missed too; but of a forwarded request it may tell its first sender's.
   *
   * @return ends the watch
   */
  Runnable watch(HttpServletRequest request, Runnable left) {
    if (interval == 0 || !table.exists()) {
      return () -> {};
    }
    Client client =
        new Client(
            request.getLocalPort(),
            request.getRemoteAddr(),
            request.getRemotePort(),
            isForwarded(request),
            left);
    clients.add(client);
    start();
    return () -> clients.remove(client);
  }

  /** On the way of every call, so without a stream. */
  private static boolean isForwarded(HttpServletRequest request) {
    for (String name : FORWARDING) {
      if (request.getHeader(name) != null) {
        return true;
      }
    }
    return false;
  }

  private void start() {
    if (looks == null) {
      synchronized (this) {
        if (looks == null) {
          looks =
              scheduler.scheduleWithFixedDelay(
                  this::look, interval, interval, TimeUnit.NANOSECONDS);
        }
      }
    }
  }

  private void look() {
    long now = System.nanoTime();
    Set<Client> waiting =
        clients.stream()
            .filter(client -> now - client.arrival >= interval)
            .collect(Collectors.toSet());
    if (waiting.isEmpty()) {
      return;
    }
    Set<Integer> ports =
        waiting.stream().map(client -> client.localPort).collect(Collectors.toSet());
    try {
      Map<TcpTable.Connection, Boolean> connections = table.connections(ports::contains);
      waiting.forEach(client -> client.look(connections.get(client.connection())));
    } catch (IOException | RuntimeException e) {
      LOG.log(Level.WARNING, "Cannot tell which clients have left", e);
    }
  }

  @PreDestroy
  synchronized void stop() {
    if (looks != null) {
      looks.cancel(false);
    }
  }

  private final class Client {
    private final int localPort;
    private final String address;
    private final int port;
    private final boolean forwarded;
    private final Runnable left;
    private final long arrival = System.nanoTime();
    private boolean seen;

    Client(int localPort, String address, int port, boolean forwarded, Runnable left) {
      this.localPort = localPort;
      this.address = requireNonNull(address, "address is null");
      this.port = port;
      this.forwarded = forwarded;
      this.left = requireNonNull(left, "left is null");
    }

    /** Whether its connection is open, null: it is not there. */
    void look(Boolean open) {
      boolean known = seen || (!forwarded && knownPorts.contains(localPort));
      boolean gone = open == null ? known : !open;
      if (open != null) {
        seen = true;
        knownPorts.add(localPort);
      }
      if (gone && clients.remove(this)) {
        left.run();
      }
    }

    /** Made only when a call takes long. The address is one in digits: no name is resolved. */
    private TcpTable.Connection connection() {
      try {
        return new TcpTable.Connection(localPort, InetAddress.getByName(address), port);
      } catch (UnknownHostException e) {
        throw new IllegalStateException("'%s' is no address".formatted(address), e);
      }
    }
  }
}
