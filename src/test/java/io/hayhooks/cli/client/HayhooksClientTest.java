// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HayhooksClientTest {
  private final List<String> requests = new ArrayList<>();
  private HttpServer server;
  private int status = 200;
  private String answer = "{}";

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void end() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    requests.add(
        "%s %s %s %s"
            .formatted(
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders().getFirst("Authorization"),
                new String(body, StandardCharsets.UTF_8)));
    byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private HayhooksClient client() {
    URI url =
        ServerAddress.parse("http://127.0.0.1:%d/ai/".formatted(server.getAddress().getPort()));
    return new HayhooksClient(
        new ServerAddress(url, Map.of("Authorization", "Bearer secret"), false));
  }

  @Test
  void credentialsAndThePrefixGoWithEveryRequest() {
    var unused = client().rollback("sp ace", Optional.of("abc"));
    var unusedToo = client().undeploy("x");
    assertThat(requests)
        .containsExactly(
            "POST /ai/rollback/sp%20ace Bearer secret {\"revision\":\"abc\"}",
            "POST /ai/undeploy/x Bearer secret ");
  }

  @Test
  void anErrorIsToldAndNothingIsSentTwice() {
    status = 422;
    answer = "{\"detail\":\"It is broken\"}";
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client().deployFiles("x", Map.of("a", "b"), false, true))
        .withMessage("It is broken")
        .satisfies(e -> assertThat(e.status()).isEqualTo(422));
    assertThat(requests).hasSize(1);
  }

  @Test
  void whoeverIsNotLetInIsToldWhatToGive() {
    status = 401;
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> client().undeploy("x"))
        .withMessageContaining("--api-key");
  }

  @Test
  void whatIsNoJsonObjectIsNoAnswer() {
    answer = "[]";
    assertThatExceptionOfType(ConnectionException.class).isThrownBy(() -> client().status());
  }
}
