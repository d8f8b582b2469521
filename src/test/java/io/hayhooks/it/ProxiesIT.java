// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The server behind real proxies: TLS, HTTP/2, a path prefix that they strip, short patience. */
@ExtendWith(ServerExtension.class)
@ParameterizedClass(name = "{0}")
@EnumSource(ReverseProxy.Kind.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ProxiesIT {
  private static final int UPLOAD = 100 * 1024 * 1024;
  private static final int TOKENS = 200;
  private static final String STREAM =
      """
      import time
      from collections.abc import Generator
      from hayhooks import BasePipelineWrapper

      class PipelineWrapper(BasePipelineWrapper):
          def setup(self) -> None:
              pass

          def run_chat_completion(self, model: str, messages: list[dict], body: dict) -> Generator:
              return self.silence() if messages[-1]["content"] == "silence" else self.tokens()

          def tokens(self) -> Generator:
              for number in range(200):
                  time.sleep(0.005)
                  yield f"t{number} "

          def silence(self) -> Generator:
              yield "before"
              time.sleep(4)
              yield "after"
      """;

  @Parameter private ReverseProxy.Kind kind;
  private ReverseProxy proxy;
  private HttpClient client;
  @TempDir private Path directory;

  @BeforeParameterizedClassInvocation
  void start(ReverseProxy.Kind chosen, ServerProcess server) throws Exception {
    assumeThat(chosen.isInstalled())
        .as("%s is not installed (Debian's package: %s)", chosen, chosen.debianPackage())
        .isTrue();
    server.deployFixture("echo_typed");
    server.deployFixture("upload");
    assertThat(server.deployWrapper("behind_proxy", STREAM).statusCode()).isEqualTo(200);
    proxy = ReverseProxy.start(chosen, server);
    client = HttpClient.newBuilder().sslContext(trusting(proxy.certificate())).build();
  }

  private static SSLContext trusting(Path certificate)
      throws GeneralSecurityException, IOException {
    KeyStore known = KeyStore.getInstance(KeyStore.getDefaultType());
    known.load(null);
    try (InputStream file = Files.newInputStream(certificate)) {
      known.setCertificateEntry(
          "proxy", CertificateFactory.getInstance("X.509").generateCertificate(file));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(known);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }

  @AfterParameterizedClassInvocation
  void stop() {
    if (proxy != null) {
      proxy.close();
      proxy = null;
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(proxy.url() + path)).timeout(Duration.ofMinutes(1));
  }

  private HttpRequest.Builder json(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private EventLines chat(String said) {
    Map<String, ?> message = Map.of("role", "user", "content", said);
    Map<String, ?> body =
        Map.of("model", "behind_proxy", "stream", true, "messages", new Object[] {message});
    return new EventLines(client, json("/v1/chat/completions", TestJson.write(body)).build());
  }

  @Test
  void aPipelineRunsOverHttp2() {
    HttpResponse<String> answer = send(json("/echo_typed/run", "{\"query\": \"hé\"}"));
    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertThat(TestJson.read(answer).at("/result/query").asText()).isEqualTo("hé");
  }

  @Test
  void tokensArriveOneByOne() {
    long start = System.nanoTime();
    EventLines lines = chat("tokens");
    String first = lines.next();
    Duration untilFirst = Duration.ofNanos(System.nanoTime() - start);
    int count = 1;
    while (!lines.next().equals("data: [DONE]")) {
      count++;
    }
    Duration whole = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf( // for the table
        "%s: first token after %d ms of %d%n", kind, untilFirst.toMillis(), whole.toMillis());
    assertThat(first).contains("t0 ");
    assertThat(count).isBetween(TOKENS, TOKENS + 1);
    assertThat(untilFirst).isLessThan(whole.dividedBy(2));
  }

  @Test
  void aSilentStreamOutlivesTheProxysPatience() {
    EventLines lines = chat("silence");
    assertThat(lines.next()).contains("before");
    assertThat(lines.next()).contains("after");
    assertThat(lines.last(Duration.ofSeconds(5))).isEqualTo("data: [DONE]");
  }

  @Test
  void aLargeFileIsUploaded() throws IOException {
    Path file = Uploads.sparse(directory.resolve("in"), UPLOAD);
    HttpRequest request = Uploads.form(request("/upload/run"), "files", file);
    HttpResponse<String> answer = send(HttpRequest.newBuilder(request, (name, value) -> true));
    assertThat(TestJson.read(answer).at("/result/files/0/size").asInt()).isEqualTo(UPLOAD);
  }

  @Test
  void pagesFindTheirPartsBelowThePrefix() {
    for (String page : new String[] {"/", "/docs", "/redoc/"}) {
      HttpResponse<String> answer = send(request(page));
      assertThat(answer.statusCode()).as(page).isEqualTo(200);
      URI script = script(answer);
      assertThat(script.getPath()).startsWith("/ai/");
      assertThat(send(HttpRequest.newBuilder(script)).statusCode()).isEqualTo(200);
    }
    assertThat(send(request("/openapi.json")).body()).contains("/echo_typed/run");
  }

  private static URI script(HttpResponse<String> page) {
    String source = page.body().replaceFirst("(?s).*?<script[^>]* src=\"([^\"]+)\".*", "$1");
    return page.uri().resolve(source);
  }

  @Test
  void cardsCarryThePublicAddress() {
    JsonNode card = TestJson.read(send(request("/a2a/behind_proxy/.well-known/agent-card.json")));
    assertThat(card.path("url").asText()).isEqualTo(proxy.url() + "/a2a/behind_proxy/");
  }

  @Test
  void theOlderTransportOfToolsIsUsedBelowThePrefix() {
    EventLines lines =
        new EventLines(client, request("/sse").header("Accept", "text/event-stream").build());
    assertThat(lines.next()).isEqualTo("event: endpoint");
    String path = lines.next().replace("data: /ai", "");
    assertThat(send(json(path, "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}")).statusCode())
        .isEqualTo(202);
    assertThat(lines.next()).isEqualTo("event: message");
    assertThat(lines.next()).contains("\"id\":1");
  }

  @Test
  void whoComesThroughAProxyMayNotDeploy() {
    assertThat(send(json("/undeploy/echo_typed", "{}")).statusCode()).isEqualTo(403);
  }
}
