// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody who is told of tasks; refuses the first time. */
final class Webhook implements AutoCloseable {
  /** What came. */
  record Notification(Headers headers, JsonNode body) {}

  private final BlockingQueue<Notification> notifications = new LinkedBlockingQueue<>();
  private final HttpServer server;
  private boolean refused; // confined to the server's thread

  Webhook() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/", this::take);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort());
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(refused ? 204 : 503, -1);
      if (refused) {
        notifications.add(new Notification(exchange.getRequestHeaders(), TestJson.read(body)));
      }
      refused = true;
    }
  }

  Notification next() {
    try {
      Notification next = notifications.poll(30, TimeUnit.SECONDS);
      if (next == null) {
        throw new AssertionError("Nobody was told");
      }
      return next;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
