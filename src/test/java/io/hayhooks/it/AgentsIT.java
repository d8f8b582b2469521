// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Agents whose tools and colleagues are other pipelines of the same server. */
@ExtendWith(ServerExtension.class)
final class AgentsIT {
  private static final List<String> WRAPPERS = List.of("adder", "mcp_caller", "a2a_caller");

  private final ServerProcess server;

  AgentsIT(ServerProcess server) {
    this.server = server;
  }

  @Test
  void haystackAgentUsesAnotherPipelineAsItsTool() {
    server.deployFixture("mcp_weather");
    server.deployFixture("mcp_agent");

    HttpResponse<String> answer =
        server.post(
            "/mcp_agent/run",
            TestJson.write(Map.of("server", server.url(), "question", "weather?")));

    assertThat(answer.body()).contains("sunny in Paris", "Mock reply to: weather?");
  }

  /** The load of {@code src/bench/agents.py}, for some seconds only. */
  @Test
  void manyAgentsCallAnotherPipelineOverMcpAndA2a() throws IOException {
    for (String wrapper : WRAPPERS) {
      String source = Files.readString(Path.of("src/bench/wrappers/" + wrapper + ".py"));
      HttpResponse<String> answer = server.deployWrapper(wrapper, source);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    String report =
        Commands.run(
            Map.of(),
            List.of(
                TestPaths.PYTHON.toString(),
                "src/bench/agents.py",
                "--server",
                server.url(),
                "--pid",
                Long.toString(server.processes().get(0).pid()),
                "--seconds",
                "1.5",
                "--sessions",
                "8"));

    assertThat(report).contains("no call failed, and nothing is left");
  }
}
