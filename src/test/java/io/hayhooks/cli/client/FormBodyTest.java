// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FormBodyTest {
  @TempDir private Path directory;

  private static JsonNode json(String text) {
    return Json.parse(text).orElseThrow();
  }

  @Test
  void parametersComeFirstAndTheLengthIsKnownBefore() throws IOException {
    Path file = Files.writeString(directory.resolve("a\"é.json"), "{}\n");
    Map<String, JsonNode> parameters = new LinkedHashMap<>();
    parameters.put("text", json("\"日本\""));
    parameters.put("list", json("[\"a\",1.50]"));
    parameters.put("nothing", json("null"));
    AtomicLong sent = new AtomicLong();
    FormBody body = new FormBody(parameters, List.of(file), sent::addAndGet);

    ByteArrayOutputStream written = new ByteArrayOutputStream();
    body.writeTo(written);

    String boundary = body.contentType().replaceFirst(".*boundary=", "");
    assertThat(
            written.toString(StandardCharsets.UTF_8).replace(boundary, "B").replace("\r\n", "\n"))
        .isEqualTo(
            """
            --B
            Content-Disposition: form-data; name="text"

            日本
            --B
            Content-Disposition: form-data; name="list"

            ["a",1.50]
            --B
            Content-Disposition: form-data; name="files"; filename="a%22é.json"
            Content-Type: application/json

            {}

            --B--
            """);
    assertThat(body.length()).isEqualTo(written.size());
    assertThat(sent).hasValue(3);
  }

  @Test
  void typesAreGuessedByName() throws IOException {
    assertThat(ContentTypes.of(Path.of("a.TXT"))).isEqualTo("text/plain");
    assertThat(ContentTypes.of(Path.of("a.md"))).isEqualTo("text/markdown");
    assertThat(ContentTypes.of(Path.of("nothing"))).isEqualTo("application/octet-stream");
  }
}
