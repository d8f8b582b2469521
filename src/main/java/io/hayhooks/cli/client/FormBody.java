// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;

/** A form with parameters and files; the files are read while they are sent. */
final class FormBody implements Body {
  private static final int BUFFER = 1 << 16;

  private final String boundary = UUID.randomUUID().toString();
  private final List<Part> parts = new ArrayList<>();
  private final byte[] end = ("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
  private final LongConsumer progress;

  private record Part(String head, Path file, long size) {}

  /**
   * Makes a form.
   *
   * @param progress hears how many bytes more of the files have been sent
   */
  FormBody(Map<String, JsonNode> parameters, List<Path> files, LongConsumer progress)
      throws IOException {
    this.progress = requireNonNull(progress, "progress is null");
    parameters.forEach(this::addParameter);
    for (Path file : files) {
      addFile(file);
    }
  }

  /** Lists and objects go as JSON text. What is null is not sent: a form has no other null. */
  private void addParameter(String name, JsonNode value) {
    if (!value.isNull()) {
      String text = value.isTextual() ? value.textValue() : Json.compact(value);
      String head = head("name=\"%s\"".formatted(quoted(name)), "");
      parts.add(new Part(head + text + "\r\n", null, 0));
    }
  }

  private void addFile(Path file) throws IOException {
    String name = quoted(file.getFileName().toString());
    parts.add(
        new Part(
            head("name=\"files\"; filename=\"%s\"".formatted(name), ContentTypes.of(file)),
            file,
            Files.size(file)));
  }

  private String head(String names, String contentType) {
    String type = contentType.isEmpty() ? "" : "Content-Type: " + contentType + "\r\n";
    return "--%s\r\nContent-Disposition: form-data; %s\r\n%s\r\n".formatted(boundary, names, type);
  }

  /** As browsers write names. */
  private static String quoted(String name) {
    return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  @Override
  public long length() {
    return end.length
        + parts.stream()
            .mapToLong(part -> bytes(part.head).length + (part.file == null ? 0 : part.size + 2))
            .sum();
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    for (Part part : parts) {
      out.write(bytes(part.head));
      if (part.file != null) {
        send(part, out);
        out.write('\r');
        out.write('\n');
      }
    }
    out.write(end);
  }

  private void send(Part part, OutputStream out) throws IOException {
    long left = part.size;
    try (InputStream content = Files.newInputStream(part.file)) {
      byte[] buffer = new byte[BUFFER];
      while (left > 0) {
        int count = content.read(buffer, 0, (int) Math.min(BUFFER, left));
        if (count < 0) {
          throw new IOException(part.file + " became shorter while it was sent");
        }
        out.write(buffer, 0, count);
        left -= count;
        progress.accept(count);
      }
    }
  }
}
