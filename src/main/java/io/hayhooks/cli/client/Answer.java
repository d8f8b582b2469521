// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A successful answer whose body is still to be read. */
public final class Answer implements AutoCloseable {
  private static final Pattern FILE_NAME =
      Pattern.compile("(?i)filename\\s*=\\s*(?:\"([^\"]*)\"|([^;\\s]+))");

  private final HttpURLConnection connection;
  private final InputStream body;

  Answer(HttpURLConnection connection, InputStream body) {
    this.connection = requireNonNull(connection, "connection is null");
    this.body = requireNonNull(body, "body is null");
  }

  /** The media type in lower case without parameters; empty when there is none. */
  public String type() {
    String type = connection.getContentType();
    return type == null ? "" : type.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }

  /** The name of the file that the body is, when the server says so. */
  public Optional<String> fileName() {
    String disposition = connection.getHeaderField("Content-Disposition");
    Matcher name = FILE_NAME.matcher(disposition == null ? "" : disposition);
    return name.find()
        ? Optional.of(name.group(1) == null ? name.group(2) : name.group(1))
        : Optional.empty();
  }

  /** The body as it arrives. */
  public InputStream body() {
    return body;
  }

  /** The whole body. */
  public byte[] bytes() {
    try {
      return body.readAllBytes();
    } catch (IOException e) {
      throw ConnectionException.broken(e);
    }
  }

  /** The whole body, which must be a JSON object. */
  public JsonNode object() {
    return Json.parse(new String(bytes(), StandardCharsets.UTF_8))
        .filter(JsonNode::isObject)
        .orElseThrow(() -> new ConnectionException("The server's answer is no JSON object", null));
  }

  @Override
  public void close() {
    connection.disconnect();
  }
}
