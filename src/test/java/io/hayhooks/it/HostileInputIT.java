// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names, file keys and requests that mean harm get a clear error and change nothing. */
@ExtendWith(ServerExtension.class)
final class HostileInputIT {
  private final ServerProcess server;
  private List<String> before;
  @TempDir private Path directory;

  HostileInputIT(ServerProcess server) {
    this.server = server;
  }

  @BeforeEach
  void look() throws IOException {
    before = entries();
  }

  @AfterEach
  void nothingHasChanged() throws IOException {
    assertThat(entries()).isEqualTo(before);
  }

  /** Everything around and in the pipelines directory but the store's own files. */
  private List<String> entries() throws IOException {
    try (Stream<Path> inside = Files.list(server.pipelines())) {
      return inside.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "..",
        "../up",
        "a/b",
        "a\\\\b",
        "C:\\\\x",
        "nul\\u0000l",
        "line\\nfeed",
        "{x}",
        ".hayhooks"
      })
  void aHostileNameIsRefused(String name) {
    HttpResponse<String> answer =
        server.post(
            "/deploy_files",
            "{\"name\":\"%s\",\"files\":{\"pipeline_wrapper.py\":\"secret = 1\"}}".formatted(name));
    assertIsRefused(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "../x.py",
        "/etc/x",
        "a/../../x",
        "./x",
        "a//b",
        "a/",
        "a\\\\b",
        "nul\\u0000l",
        "C:\\\\x",
        "pipeline_wrapper.py/x"
      })
  void aHostileFileKeyIsRefused(String key) {
    HttpResponse<String> answer =
        server.post(
            "/deploy_files",
            "{\"name\":\"hostile\",\"files\":{\"pipeline_wrapper.py\":\"secret = 1\",\"%s\":\"\"}}"
                .formatted(key));
    assertIsRefused(answer);
  }

  private static void assertIsRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
    JsonNode body = TestJson.read(answer);
    assertThat(body.path("error").path("type").asText()).isEqualTo("invalid_request_error");
    assertThat(body.path("detail").path(0).path("loc").path(0).asText()).isEqualTo("body");
    assertThat(answer.body()).doesNotContain("secret");
  }

  @Test
  void aDeployFromBehindAProxyOrAnotherSiteIsForbidden() {
    for (Map.Entry<String, String> header :
        Map.of(
                "X-Forwarded-For",
                "203.0.113.9",
                "Origin",
                "http://evil.example",
                "Via",
                "1.1 proxy")
            .entrySet()) {
      HttpRequest request =
          server
              .request("/deploy_files")
              .header("content-type", "application/json")
              .header(header.getKey(), header.getValue())
              .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"x\",\"files\":{}}"))
              .build();
      HttpResponse<String> answer = server.send(request);
      assertThat(answer.statusCode()).as(header.toString()).isEqualTo(403);
      assertThat(TestJson.read(answer).path("error").path("type").asText())
          .isEqualTo("permission_error");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nope", "/nope/run", "/v1/nope", "/status/", "/%7Bx%7D/run"})
  void anUnknownPathIsAJsonError(String path) {
    HttpResponse<String> answer = server.post(path, "{}");
    assertThat(answer.statusCode()).isIn(404, 405, 400);
    JsonNode body = TestJson.read(answer);
    assertThat(body.path("error").path("code").asInt()).isEqualTo(answer.statusCode());
    assertThat(body.has("detail")).isTrue();
  }

  @Test
  void aBodyOverTheLimitIsRefused() throws IOException {
    Path large = Files.write(directory.resolve("large"), new byte[65 << 20]);
    String answer =
        Commands.run(
            Map.of(),
            List.of(
                "curl",
                "-s",
                "-H",
                "content-type: application/json",
                "-T",
                large.toString(),
                "-X",
                "POST",
                server.url() + "/deploy_files"));
    assertThat(TestJson.read(answer).path("error").path("code").asInt()).isEqualTo(413);
  }
}
