// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The WAR, unchanged, on each server that the build unpacked ({@code mvn verify -Pservers}). All
 * tests of a server share one start of it; what ends it comes last.
 */
@ParameterizedClass(name = "{0}", allowZeroInvocations = true)
@MethodSource("servers")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ServersIT {
  private static final int LAST = Integer.MAX_VALUE;
  private static final int UPLOAD = 16 * 1024 * 1024; // more than some servers take by default

  @Parameter private ForeignServer kind;
  private ForeignServer.Place place;
  private ServerProcess server;
  @TempDir private Path directory;

  static List<ForeignServer> servers() {
    return ForeignServer.unpacked();
  }

  @BeforeParameterizedClassInvocation
  void start() throws IOException {
    Path own = Files.createTempDirectory(TestPaths.TARGET, "servers-");
    Path base = Files.createDirectories(own.resolve("server"));
    place =
        new ForeignServer.Place(
            base.toRealPath(), ServerProcess.freePort(), ServerProcess.freePort());
    long begin = System.nanoTime();
    launch(own.resolve("pipelines"));
    System.out.printf( // for the table
        "%s: %.1f s to the first answer%n", kind, (System.nanoTime() - begin) / 1e9);
    for (String fixture : List.of("echo_typed", "stream_sync", "chat_multi", "upload")) {
      server.deployFixture(fixture);
    }
  }

  private void launch(Path pipelines) throws IOException {
    ProcessBuilder builder = kind.command(place);
    ServerProcess.configure(builder);
    builder.environment().put("HAYHOOKS_PIPELINES_DIR", pipelines.toString());
    builder.environment().put("HAYHOOKS_HEARTBEAT_INTERVAL", "1");
    server = ServerProcess.launch(builder, pipelines, place.port());
    kind.deploy(place);
    server.awaitAnswer();
  }

  @AfterParameterizedClassInvocation
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void aPipelineRuns() {
    JsonNode result = TestJson.read(server.post("/echo_typed/run", "{\"query\": \"hé\"}"));
    assertThat(result.at("/result/query").asText()).isEqualTo("hé");
    HttpResponse<String> mismatch = server.post("/echo_typed/run", "{}");
    assertThat(mismatch.statusCode()).isEqualTo(400);
    assertThat(mismatch.body()).contains("Field required");
    assertThat(server.get("/nothing/here").statusCode()).isEqualTo(404);
    assertThat(TestJson.read(server.get("/nothing/here")).at("/error/code").asInt()).isEqualTo(404);
  }

  @Test
  void aBrokenDeploymentIsRefusedWithItsCause() {
    HttpResponse<String> answer = server.deployWrapper("broken", "import no_such_module");
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("no_such_module");
  }

  @Test
  void aChatIsStreamed() {
    String body =
        """
        {"model": "chat_multi", "stream": true, "messages": [{"role": "user", "content": "gen"}]}""";
    EventLines lines =
        new EventLines(server.client(), server.json("/v1/chat/completions", body).build());
    assertThat(lines.next()).contains("\"role\":\"assistant\"");
    assertThat(lines.last(Duration.ofSeconds(20))).isEqualTo("data: [DONE]");
  }

  @Test
  void aFileIsUploaded() throws IOException {
    Path file = Uploads.random(directory.resolve("in"), UPLOAD);
    HttpRequest request = Uploads.form(server.request("/upload/run"), "files", file);
    assertThat(TestJson.read(server.send(request)).at("/result/files/0/size").asInt())
        .isEqualTo(UPLOAD);
  }

  @Test
  void anAgentCallsATool() {
    McpClient client = McpClient.open(server);
    assertThat(client.callTool("echo_typed", Map.of("query", "x")).at("/isError").asBoolean())
        .isFalse();
    EventLines lines =
        client.stream(
            client.call("tools/call", Map.of("name", "stream_sync", "arguments", Map.of())));
    assertThat(lines.last(Duration.ofSeconds(20))).contains("\"result\"");
  }

  @Test
  void theOlderTransportOfToolsSaysWhereToPost() {
    HttpRequest request = server.request("/sse").header("Accept", "text/event-stream").build();
    EventLines lines = new EventLines(server.client(), request);
    assertThat(lines.next()).isEqualTo("event: endpoint");
    assertThat(lines.next()).startsWith("data: /messages/?session_id=");
  }

  @Test
  void anAgentHasACardWithTheAddressThatWasCalled() {
    JsonNode card = TestJson.read(server.get("/a2a/chat_multi/.well-known/agent-card.json"));
    assertThat(card.path("url").asText()).isEqualTo(server.url() + "/a2a/chat_multi/");
  }

  @Test
  void thePagesAreOurs() {
    assertThat(server.get("/").body()).contains("<title>Hayhooks EE");
    assertThat(server.get("/docs").body()).contains("swagger-ui");
    assertThat(server.get("/redoc/").body()).contains("redoc");
    assertThat(server.get("/openapi.json").body()).contains("/echo_typed/run");
    assertThat(server.get("/metrics").body()).contains("hayhooks_pipelines");
    assertThat(server.get("/health/live").body()).contains("\"status\":\"UP\"");
    HttpRequest events =
        server.request("/console/events").header("Accept", "text/event-stream").build();
    assertThat(new EventLines(server.client(), events).next()).contains("echo_typed");
  }

  @Test
  void whoCallsThroughAProxyMayNotDeploy() {
    HttpRequest request =
        server.json("/undeploy/echo_typed", "{}").header("X-Forwarded-For", "192.0.2.1").build();
    assertThat(server.send(request).statusCode()).isEqualTo(403);
  }

  @Test
  @Order(LAST - 1)
  void pipelinesAreServedAgainAfterARestart() throws IOException {
    server.stop();
    launch(server.pipelines());
    assertThat(server.post("/echo_typed/run", "{\"query\": \"again\"}").body()).contains("again");
  }

  @Test
  @Order(LAST)
  void whenTheApplicationIsTakenAwayNothingOfItIsLeft() throws IOException {
    ProcessHandle machine =
        server.processes().stream().filter(ServersIT::isServer).findFirst().orElseThrow();
    assertThat(workers(machine)).isNotEmpty();
    System.out.printf("%s: %d MiB%n", kind, memory(machine));
    kind.undeploy(place);
    Awaitility.await("all workers have ended; the server's output: " + server.output())
        .atMost(Duration.ofSeconds(30))
        .until(() -> workers(machine).isEmpty());
    assertThat(machine.isAlive()).isTrue();
    Awaitility.await("no thread runs our code")
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(threads(machine)).doesNotContain("io.hayhooks."));
  }

  private static boolean isServer(ProcessHandle process) {
    return process.info().command().filter(command -> command.endsWith("/java")).isPresent();
  }

  /** Resident, of the virtual machine alone. */
  private static long memory(ProcessHandle machine) throws IOException {
    return Files.readAllLines(Path.of("/proc/%d/status".formatted(machine.pid()))).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
        .findFirst()
        .orElse(0);
  }

  private static List<String> workers(ProcessHandle machine) {
    return machine
        .descendants()
        .map(process -> process.info().command())
        .flatMap(Optional::stream)
        .filter(command -> command.contains("python"))
        .toList();
  }

  private static String threads(ProcessHandle machine) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    return Commands.run(Map.of(), List.of(jcmd, Long.toString(machine.pid()), "Thread.print"));
  }
}
