// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;

/** nginx with the example of {@code docker/nginx.conf}: the server stands below {@code /ai/}. */
final class PrefixProxy implements AutoCloseable {
  private static final String FRAME =
      """
      daemon off;
      pid %1$s/nginx.pid;
      error_log stderr;
      events {}
      http {
        access_log off;
        client_body_temp_path %1$s/body;
        proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi;
        uwsgi_temp_path %1$s/uwsgi;
        scgi_temp_path %1$s/scgi;
        include %1$s/hayhooks.conf;
      }
      """;

  private final Process process;
  private final int port;

  private PrefixProxy(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static PrefixProxy start(String nginx, ServerProcess server) throws IOException {
    Path directory = Files.createTempDirectory(TestPaths.TARGET, "nginx-");
    int port = freePort();
    String example =
        Files.readString(Path.of("docker/nginx.conf"))
            .replace("127.0.0.1:1416", "localhost:" + server.port())
            .replace("listen 8080", "listen 127.0.0.1:" + port);
    Files.writeString(directory.resolve("hayhooks.conf"), example);
    Path frame = Files.writeString(directory.resolve("nginx.conf"), FRAME.formatted(directory));
    Process process =
        new ProcessBuilder(nginx, "-c", frame.toString(), "-p", directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output.log").toFile())
            .start();
    PrefixProxy proxy = new PrefixProxy(process, port);
    Awaitility.await("nginx answers; its output is in " + directory)
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(proxy::answers);
    return proxy;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  String url() {
    return "http://127.0.0.1:%d/ai/".formatted(port);
  }

  @Override
  public void close() {
    process.destroy();
  }
}
