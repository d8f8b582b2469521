// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Forms with files, and what servers keep of them. */
final class Uploads {
  private static final String BOUNDARY = "----boundary";
  private static final Path DIRECTORY = TestPaths.TARGET.resolve("data/uploads");

  private Uploads() {}

  /** A request with one file and text fields: name, value, name, value, …, which come after it. */
  static HttpRequest form(HttpRequest.Builder request, String field, Path file, String... fields)
      throws IOException {
    List<HttpRequest.BodyPublisher> parts = new ArrayList<>();
    parts.add(HttpRequest.BodyPublishers.ofString(fileHead(field)));
    parts.add(HttpRequest.BodyPublishers.ofFile(file));
    StringBuilder rest = new StringBuilder("\r\n");
    for (int i = 0; i < fields.length; i += 2) {
      rest.append(
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
              .formatted(BOUNDARY, fields[i], fields[i + 1]));
    }
    rest.append("--%s--\r\n".formatted(BOUNDARY));
    parts.add(HttpRequest.BodyPublishers.ofString(rest.toString()));
    return request
        .header("content-type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(HttpRequest.BodyPublishers.concat(parts.toArray(HttpRequest.BodyPublisher[]::new)))
        .build();
  }

  private static String fileHead(String field) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a.bin\"\r\n\r\n"
        .formatted(BOUNDARY, field);
  }

  /** A form of which the head and the beginning of a file have been sent. */
  record Unfinished(Socket socket) implements AutoCloseable {
    boolean isOpen() {
      return socket.isConnected() && !socket.isClosed();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  static Unfinished begin(int port, String path) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    OutputStream out = socket.getOutputStream();
    String head =
        """
        POST %s HTTP/1.1\r
        Host: localhost\r
        Content-Type: multipart/form-data; boundary=%s\r
        Content-Length: 1000000\r
        \r
        """
            .formatted(path, BOUNDARY);
    out.write((head + fileHead("files") + "x".repeat(10_000)).getBytes(StandardCharsets.UTF_8));
    out.flush();
    return new Unfinished(socket);
  }

  static Path random(Path file, int size) throws IOException {
    byte[] content = new byte[size];
    new Random(size).nextBytes(content);
    return Files.write(file, content);
  }

  /** A large file that takes no room. */
  static Path sparse(Path file, long size) throws IOException {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(size);
    }
    return file;
  }

  /** Uploaded files that are on disk. */
  static List<Path> left() {
    try (Stream<Path> found = Files.walk(DIRECTORY)) {
      return found
          .filter(Files::isRegularFile)
          .filter(path -> !path.toString().endsWith(".lock"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void awaitNone() {
    Awaitility.await("no uploaded file is left")
        .atMost(Duration.ofSeconds(10))
        .until(() -> left().isEmpty());
  }

  static void awaitSome() {
    Awaitility.await("the file arrives")
        .atMost(Duration.ofSeconds(10))
        .until(() -> !left().isEmpty());
  }
}
