// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.hayhooks.edge.a2a.AgentPath.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AgentPathTest {
  @ParameterizedTest
  @CsvSource({
    "/one, one, /one/, CALL",
    "/one/, one, /one/, CALL",
    "/a%20b/, a b, /a%20b/, CALL",
    "/one/.well-known/agent-card.json, one, /one/, CARD",
    "/a2a/one, one, /a2a/one/, CALL",
    "/a2a/one/, one, /a2a/one/, CALL",
    "/a2a/one/.well-known/agent-card.json, one, /a2a/one/, CARD",
    "/a2a/status/, status, /a2a/status/, CALL"
  })
  void agentsAreFoundByTheirNames(String path, String name, String root, Kind kind) {
    assertThat(AgentPath.of(path)).contains(new AgentPath(name, root, kind));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "//",
        "/one/run",
        "/one/.well-known/agent.json",
        "/one/two/.well-known/agent-card.json",
        "/.well-known/agent-card.json/x",
        "/status",
        "/status/",
        "/a%2/",
        "/a2a/one/run"
      })
  void otherPathsAreNot(String path) {
    assertThat(AgentPath.of(path)).isEmpty();
  }

  @Test
  void noAgentHidesAFixedRoute() throws IOException {
    JsonNode description;
    try (InputStream stream = AgentPathTest.class.getResourceAsStream("/openapi/base.yaml")) {
      description = new YAMLMapper().readTree(stream);
    }
    List<String> first =
        description.get("paths").properties().stream()
            .map(path -> path.getKey().split("/", 3)[1])
            .distinct()
            .toList();
    assertThat(first).isNotEmpty();
    assertThat(first).allSatisfy(segment -> assertThat(AgentPath.of("/" + segment)).isEmpty());
  }

  @Test
  void aNameThatIsAFixedRouteIsFoundBelowThePrefix() {
    assertThat(AgentPath.root("one two")).isEqualTo("/one%20two/");
    assertThat(AgentPath.root("status")).isEqualTo("/a2a/status/");
    assertThat(AgentPath.of("/a2a/run").map(AgentPath::isPrefixed)).isEqualTo(Optional.of(false));
  }
}
