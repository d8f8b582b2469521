// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.ByteBufferBackedInputStream;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** The edges' JSON: snake case names, absent optionals left out, UTF-8 unescaped. */
public final class Json {
  /** Shared by all edges; configured once, never changed. */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Json() {}

  /** Reads JSON that this server's own side wrote. */
  public static JsonNode tree(ByteBuffer json) {
    try (InputStream stream = new ByteBufferBackedInputStream(json.duplicate())) {
      return MAPPER.readTree(stream);
    } catch (IOException e) {
      throw new IllegalArgumentException("A pipeline's engine sent malformed JSON", e);
    }
  }

  /** Writes a value that is known to be writable. */
  public static byte[] bytes(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("Cannot write %s as JSON".formatted(value.getClass()), e);
    }
  }
}
