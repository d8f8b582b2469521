// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** One running server: {@code java -jar target/hayhooks.jar run}, with directories of its own. */
final class ServerProcess implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);

  /** Some servers wait for half a minute for streams to end. */
  private static final Duration STOP_TIMEOUT = Duration.ofMinutes(1);

  private final Process process;
  private final Path output;
  private final Path pipelines;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();

  private ServerProcess(Process process, Path output, Path pipelines, int port) {
    this.process = process;
    this.output = output;
    this.pipelines = pipelines;
    this.port = port;
  }

  /** Starts a server on a free port and waits until it answers. */
  static ServerProcess start(Path pipelines, Map<String, String> settings) {
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            TestPaths.TARGET.resolve("hayhooks.jar").toString(),
            "run",
            "--port",
            Integer.toString(port),
            "--pipelines-dir",
            pipelines.toString());
    configure(builder);
    builder.environment().putAll(settings);
    return start(builder, pipelines, port);
  }

  /** Gives a server what all servers of the tests share. */
  static void configure(ProcessBuilder builder) {
    builder.environment().put("HAYHOOKS_DATA_DIR", TestPaths.TARGET.resolve("data").toString());
    builder.environment().put("HAYHOOKS_PYTHON", TestPaths.PYTHON.toString());
  }

  /** Starts a server that will answer on a port, and waits until it does. */
  static ServerProcess start(ProcessBuilder builder, Path pipelines, int port) {
    ServerProcess server = launch(builder, pipelines, port);
    server.awaitAnswer();
    return server;
  }

  /** Starts a server that will answer on a port once it has the application. */
  static ServerProcess launch(ProcessBuilder builder, Path pipelines, int port) {
    try {
      Path output = Files.createTempFile(TestPaths.TARGET, "server-", ".log");
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      return new ServerProcess(builder.start(), output, pipelines, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitAnswer() {
    Awaitility.await("the server answers; its output: " + output)
        .atMost(START_TIMEOUT)
        .pollInterval(Duration.ofMillis(100))
        .until(this::answers);
  }

  private boolean answers() {
    if (!process.isAlive()) {
      throw new IllegalStateException("The server ended:\n" + output());
    }
    try {
      return get("/status").statusCode() == 200;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  String url() {
    return "http://localhost:" + port;
  }

  Path pipelines() {
    return pipelines;
  }

  /** What the server printed so far. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET().build());
  }

  HttpResponse<String> post(String path, String json) {
    return send(json(path, json).build());
  }

  HttpRequest.Builder json(String path, String json) {
    return request(path)
        .header("content-type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(json));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path)).timeout(Duration.ofMinutes(1));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  HttpClient client() {
    return client;
  }

  HttpResponse<String> deploy(String name, Map<String, String> files, Map<String, ?> options) {
    Map<String, Object> body = new HashMap<>(options);
    body.put("name", name);
    body.put("files", files);
    return post("/deploy_files", TestJson.write(body));
  }

  /** Deploys the files of {@code src/test/resources/fixtures/<fixture>}; fails when refused. */
  void deployFixture(String fixture) {
    HttpResponse<String> answer =
        deploy(fixture, TestPaths.fixture(fixture), Map.of("overwrite", true));
    if (answer.statusCode() != 200) {
      throw new AssertionError(
          "deploying %s: %d %s".formatted(fixture, answer.statusCode(), answer.body()));
    }
  }

  /** Tries to deploy one wrapper file. */
  HttpResponse<String> deployWrapper(String name, String source) {
    return deploy(name, Map.of("pipeline_wrapper.py", source), Map.of("overwrite", true));
  }

  /** The server's processes: the one started here and all below it. */
  List<ProcessHandle> processes() {
    return List.copyOf(
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList());
  }

  /** Ends the server as {@code kill -9} does, without a chance to clean up. */
  void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  /** Ends the server as an operator does; returns its exit status. */
  int stop() {
    process.destroy();
    return awaitExit();
  }

  private int awaitExit() {
    try {
      if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new AssertionError("The server did not end:\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      stop();
    }
  }
}
