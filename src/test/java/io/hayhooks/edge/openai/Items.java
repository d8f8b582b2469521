// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import io.hayhooks.pipeline.RunChunk;
import io.hayhooks.pipeline.RunChunk.Kind;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Streamed items as an engine sends them. JSON may use single quotes. */
final class Items {
  private Items() {}

  static RunChunk text(String text) {
    return new RunChunk(Kind.TEXT, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  static RunChunk delta(String json) {
    return json(Kind.DELTA, json);
  }

  static RunChunk event(String json) {
    return json(Kind.EVENT, json);
  }

  static RunChunk completion(String json) {
    return json(Kind.COMPLETION, json);
  }

  private static RunChunk json(Kind kind, String json) {
    byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return new RunChunk(kind, ByteBuffer.wrap(bytes));
  }
}
