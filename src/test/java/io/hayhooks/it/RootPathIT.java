// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proxy that passes its prefix on and says nothing of itself: {@code HAYHOOKS_ROOT_PATH}. */
final class RootPathIT {
  @TempDir private Path directory;

  @Test
  void requestsAreTakenWithThePrefixAndWithoutIt() {
    Map<String, String> settings = Map.of("HAYHOOKS_ROOT_PATH", "/ai");
    try (ServerProcess server = ServerProcess.start(directory.resolve("pipelines"), settings)) {
      server.deployFixture("echo_typed");
      server.deployFixture("chat_multi");
      server.deploy("a b%2f", TestPaths.fixture("echo_typed"), Map.of());
      for (String prefix : new String[] {"", "/ai"}) {
        assertThat(server.post(prefix + "/echo_typed/run", "{\"query\": \"x\"}").body())
            .contains("\"query\":\"x\"");
        assertThat(server.post(prefix + "/a%20b%252f/run", "{\"query\": \"y\"}").statusCode())
            .isEqualTo(200);
        assertThat(server.get(prefix + "/status/echo_typed").statusCode()).isEqualTo(200);
        assertThat(server.get(prefix + "/docs").body()).contains("swagger-ui");
        assertThat(server.get(prefix + "/").body()).contains("Hayhooks EE");
        assertThat(server.get(prefix + "/nothing/here").statusCode()).isEqualTo(404);
        assertThat(server.get(prefix + "/a2a/chat_multi/.well-known/agent-card.json").body())
            .contains(server.url() + "/ai/a2a/chat_multi/");
        HttpRequest stream =
            server
                .json(
                    prefix + "/v1/chat/completions",
                    "{\"model\": \"chat_multi\", \"stream\": true,"
                        + " \"messages\": [{\"role\": \"user\", \"content\": \"gen\"}]}")
                .build();
        assertThat(new EventLines(server.client(), stream).last(Duration.ofSeconds(20)))
            .isEqualTo("data: [DONE]");
      }
    }
  }
}
