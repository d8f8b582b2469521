// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ReadyProbeTest {
  /** A server that says 404 and 500 while it starts, as Payara does, and then 200. */
  private static HttpServer starting(AtomicInteger asked) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    int[] answers = {404, 500, 200};
    server.createContext(
        "/status",
        exchange -> {
          exchange.sendResponseHeaders(answers[Math.min(2, asked.getAndIncrement())], -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void theServerIsReadyOnceItAnswersWithSuccess() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server = starting(asked);
    try {
      URI url = URI.create("http://127.0.0.1:%d/status".formatted(server.getAddress().getPort()));
      assertThat(ReadyProbe.answers(url)).isTrue();
      assertThat(asked).hasValue(3);
    } finally {
      server.stop(0);
    }
  }
}
