// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A port of the loopback address on which one worker reports. Everybody on this machine can connect
 * to it, so a connection counts only when it has said what it is for and the worker's token;
 * connections that say something else, or nothing in time, are closed, and hold up nobody.
 */
final class LoopbackSocket implements WorkerSocket {
  private static final Logger LOGGER = Logger.getLogger(LoopbackSocket.class.getName());
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final int BACKLOG = 64;
  private static final int MOST_STRANGERS = 64;
  private static final long PATIENCE_NANOS = 2_000_000_000L;
  private static final long LOOK_MILLIS = 200;

  private final String name;
  private final String token;
  private final ServerSocketChannel server;
  private final Selector selector;

  /** Connections that have not proved to be the worker's, the oldest first. */
  private final Queue<Stranger> strangers = new ConcurrentLinkedQueue<>();

  /** Confined to the thread that accepts. */
  private final Map<Purpose, SocketChannel> known = new EnumMap<>(Purpose.class);

  private LoopbackSocket(String name, String token, ServerSocketChannel server, Selector selector) {
    this.name = requireNonNull(name, "name is null");
    this.token = requireNonNull(token, "token is null");
    this.server = requireNonNull(server, "server is null");
    this.selector = requireNonNull(selector, "selector is null");
  }

  static LoopbackSocket bind(String name, String token) throws IOException {
    ServerSocketChannel server = ServerSocketChannel.open();
    try {
      server.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), 0), BACKLOG);
      server.configureBlocking(false);
      Selector selector = Selector.open();
      server.register(selector, SelectionKey.OP_ACCEPT);
      return new LoopbackSocket(name, token, server, selector);
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  @Override
  public String address() {
    return "tcp:" + server.socket().getLocalPort();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public SocketChannel accept(Purpose purpose) throws IOException {
    try {
      while (!known.containsKey(purpose)) {
        turn();
      }
      return known.remove(purpose);
    } catch (ClosedSelectorException e) {
      AsynchronousCloseException closed = new AsynchronousCloseException();
      closed.initCause(e);
      throw closed;
    }
  }

  private void turn() throws IOException {
    selector.select(LOOK_MILLIS);
    Iterator<SelectionKey> keys = selector.selectedKeys().iterator();
    while (keys.hasNext()) {
      SelectionKey key = keys.next();
      keys.remove();
      if (key.attachment() instanceof Stranger stranger) {
        hear(stranger, key);
      } else {
        greet();
      }
    }
    long now = System.nanoTime();
    for (Stranger oldest = strangers.peek(); oldest != null; oldest = strangers.peek()) {
      if (strangers.size() <= MOST_STRANGERS && now - oldest.since() < PATIENCE_NANOS) {
        return;
      }
      turnAway(oldest);
    }
  }

  private void greet() throws IOException {
    SocketChannel channel = server.accept();
    if (channel != null) {
      channel.configureBlocking(false);
      Stranger stranger = new Stranger(channel, token);
      strangers.add(stranger);
      channel.register(selector, SelectionKey.OP_READ, stranger);
    }
  }

  private void hear(Stranger stranger, SelectionKey key) throws IOException {
    Optional<Purpose> purpose;
    try {
      if (!stranger.hear()) {
        return;
      }
      purpose = stranger.purpose();
    } catch (IOException e) {
      LOGGER.log(Level.FINE, "A connection to a worker's port broke", e);
      purpose = Optional.empty();
    }
    if (purpose.isEmpty() || known.containsKey(purpose.get())) {
      turnAway(stranger);
      return;
    }
    strangers.remove(stranger);
    key.cancel();
    selector.selectNow(); // only then it may block again
    SocketChannel channel = stranger.channel();
    channel.configureBlocking(true);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    known.put(purpose.get(), channel);
  }

  private void turnAway(Stranger stranger) throws IOException {
    strangers.remove(stranger);
    stranger.channel().close();
  }

  /** Takes no further connections; those that were not fetched end. */
  @Override
  public void close() throws IOException {
    server.close();
    selector.close();
    for (Stranger left = strangers.poll(); left != null; left = strangers.poll()) {
      left.channel().close();
    }
  }
}
