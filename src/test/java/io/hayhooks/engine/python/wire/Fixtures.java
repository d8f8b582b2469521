// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/** The frames that both ends of the link are tested against. */
final class Fixtures {
  /** One of them; payload and frame are hexadecimal. */
  record Fixture(String name, FrameType type, long call, String payload, String frame) {
    ByteBuffer payloadBytes() {
      return bytes(payload);
    }

    ByteBuffer frameBytes() {
      return bytes(frame);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private Fixtures() {}

  static List<Fixture> all() throws IOException {
    try (InputStream stream = Fixtures.class.getResourceAsStream("/frames.json")) {
      return List.of(new ObjectMapper().readValue(stream, Fixture[].class));
    }
  }

  static Fixture named(String name) throws IOException {
    return all().stream().filter(fixture -> fixture.name().equals(name)).findFirst().orElseThrow();
  }

  static ByteBuffer bytes(String hexadecimal) {
    return ByteBuffer.wrap(HexFormat.of().parseHex(hexadecimal));
  }
}
