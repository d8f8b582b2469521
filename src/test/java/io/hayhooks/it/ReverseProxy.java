// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** A real proxy with an example of {@code docker}: TLS and HTTP/2 before it, short patience. */
final class ReverseProxy implements AutoCloseable {
  /** How long a proxy of the tests waits for a sign of life. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  /** What there is in Debian. */
  enum Kind {
    NGINX("/usr/sbin/nginx", "nginx-light", "nginx.conf"),
    HTTPD("/usr/sbin/apache2", "apache2", "httpd.conf"),
    HAPROXY("/usr/sbin/haproxy", "haproxy", "haproxy.cfg");

    private final String command;
    private final String debianPackage;
    private final String example;

    Kind(String command, String debianPackage, String example) {
      this.command = command;
      this.debianPackage = debianPackage;
      this.example = example;
    }

    boolean isInstalled() {
      return Files.isExecutable(Path.of(command));
    }

    String debianPackage() {
      return debianPackage;
    }
  }

  private static final String NGINX_FRAME =
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
        ssl_certificate %1$s/tls.pem;
        ssl_certificate_key %1$s/tls.pem;
        include %1$s/nginx.conf;
      }
      """;

  private static final String HTTPD_FRAME =
      """
      ServerRoot %1$s
      ServerName localhost
      PidFile %1$s/httpd.pid
      ErrorLog %1$s/error.log
      DefaultRuntimeDir %1$s
      %3$s
      Listen 127.0.0.1:%2$d
      SSLCertificateFile %1$s/tls.pem
      Include %1$s/httpd.conf
      """;

  private static final List<String> HTTPD_MODULES =
      List.of("mpm_event", "authz_core", "headers", "http2", "proxy", "proxy_http", "ssl");

  private final Process process;
  private final Path certificate;
  private final int port;

  private ReverseProxy(Process process, Path certificate, int port) {
    this.process = process;
    this.certificate = certificate;
    this.port = port;
  }

  static ReverseProxy start(Kind kind, ServerProcess server) throws IOException {
    Path directory = Files.createTempDirectory(TestPaths.TARGET, "proxy-");
    int port = ServerProcess.freePort();
    Path certificate = certificate(directory);
    Path example = directory.resolve(kind.example);
    String text = Files.readString(Path.of("docker").resolve(kind.example));
    Files.writeString(example, fitted(text, server.port(), port, directory));
    Process process =
        new ProcessBuilder(command(kind, directory, port))
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output.log").toFile())
            .start();
    ReverseProxy proxy = new ReverseProxy(process, certificate, port);
    Awaitility.await(kind + " answers; its output is in " + directory)
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(proxy::answers);
    return proxy;
  }

  /** One file with a key and a certificate for localhost. */
  private static Path certificate(Path directory) throws IOException {
    Path certificate = directory.resolve("certificate.pem");
    Path key = directory.resolve("key.pem");
    String made =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2"
            + " -subj /CN=localhost -addext subjectAltName=DNS:localhost -keyout %s -out %s";
    Commands.run(Map.of(), List.of(made.formatted(key, certificate).split(" ", -1)));
    Files.writeString(
        directory.resolve("tls.pem"), Files.readString(certificate) + Files.readString(key));
    return certificate;
  }

  /** The example on other ports, with TLS and without patience. */
  private static String fitted(String example, int server, int port, Path directory) {
    String seconds = Long.toString(PATIENCE.toSeconds());
    return example
        .replace("127.0.0.1:1416", "localhost:" + server)
        .replace("listen 8080", "listen 127.0.0.1:%d ssl http2".formatted(port))
        .replace("<VirtualHost *:8080>", "<VirtualHost *:%d>\n  SSLEngine on".formatted(port))
        .replace(
            "bind *:8080",
            "bind 127.0.0.1:%d ssl crt %s/tls.pem alpn h2,http/1.1".formatted(port, directory))
        .replace("proxy_read_timeout 10m", "proxy_read_timeout " + seconds)
        .replace("ProxyTimeout 600", "ProxyTimeout " + seconds)
        .replaceAll("timeout (client|server) 10m", "timeout $1 " + seconds + "s");
  }

  private static List<String> command(Kind kind, Path directory, int port) throws IOException {
    Path frame = directory.resolve("frame.conf");
    switch (kind) {
      case NGINX -> Files.writeString(frame, NGINX_FRAME.formatted(directory));
      case HTTPD -> Files.writeString(frame, HTTPD_FRAME.formatted(directory, port, modules()));
      case HAPROXY -> {
        return List.of(kind.command, "-db", "-f", directory.resolve(kind.example).toString());
      }
    }
    return kind == Kind.NGINX
        ? List.of(kind.command, "-c", frame.toString(), "-p", directory.toString())
        : List.of(kind.command, "-D", "FOREGROUND", "-X", "-f", frame.toString());
  }

  private static String modules() {
    StringBuilder lines = new StringBuilder();
    HTTPD_MODULES.forEach(
        name ->
            lines.append(
                "LoadModule %1$s_module /usr/lib/apache2/modules/mod_%1$s.so\n".formatted(name)));
    return lines.toString();
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  Path certificate() {
    return certificate;
  }

  /** Where clients find the server, without a slash at the end. */
  String url() {
    return "https://localhost:%d/ai".formatted(port);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
  }
}
