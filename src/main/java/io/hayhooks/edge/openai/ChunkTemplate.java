// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Bytes;
import io.hayhooks.edge.http.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes frames of one streamed completion. What all of them share is turned into bytes once, so
 * that a piece of text costs little more than being copied.
 */
final class ChunkTemplate {
  private static final byte[] FIRST_TEXT = utf8("{\"role\":\"assistant\",\"content\":\"");
  private static final byte[] TEXT = utf8("{\"content\":\"");
  private static final byte[] END_OF_TEXT = utf8("\"}");
  private static final byte[] FINISH = utf8(",\"finish_reason\":");
  private static final byte[] END_OF_CHOICES = utf8("}]");
  private static final byte[] NO_CHOICES = utf8(",\"choices\":[],\"usage\":");
  private static final byte[] CHOICE = utf8(",\"choices\":[{\"index\":0,\"delta\":");
  private static final byte[] NULL = utf8("null");
  private static final byte[] NO_USAGE = utf8(",\"usage\":null");
  private static final byte[] END_OF_FRAME = utf8("}\n\n");

  private final byte[] head;
  private final byte[] prefix;
  private final byte[] suffix;

  /**
   * The frames of {@code id}.
   *
   * @param withUsage whether the client asked for usage: then every frame but the last says null
   */
  ChunkTemplate(CompletionId id, boolean withUsage) {
    ObjectNode fields = Json.MAPPER.createObjectNode();
    fields.put("id", id.id()).put("object", "chat.completion.chunk");
    fields.put("created", id.created()).put("model", id.model());
    byte[] object = Json.bytes(fields);
    head =
        bytes(
            new Bytes(256).put(utf8("data: ")).put(ByteBuffer.wrap(object, 0, object.length - 1)));
    prefix = bytes(new Bytes(256).put(head).put(CHOICE));
    Bytes end = new Bytes(64).put(END_OF_CHOICES);
    suffix = bytes((withUsage ? end.put(NO_USAGE) : end).put(END_OF_FRAME));
  }

  /** A piece of text, the reply's first or not. */
  void text(ByteBuffer utf8, boolean first, Bytes out) {
    out.put(prefix).put(first ? FIRST_TEXT : TEXT).putEscaped(utf8).put(END_OF_TEXT);
    out.put(FINISH).put(NULL).put(suffix);
  }

  /** Any other delta. */
  void delta(JsonNode delta, Bytes out) {
    out.put(prefix).put(Json.bytes(delta)).put(FINISH).put(NULL).put(suffix);
  }

  /** The last delta, which says why the reply ends. */
  void finish(JsonNode delta, String reason, Bytes out) {
    out.put(prefix).put(Json.bytes(delta)).put(FINISH).put(Json.bytes(reason)).put(suffix);
  }

  /** What was used. */
  void usage(JsonNode usage, Bytes out) {
    out.put(head).put(NO_CHOICES).put(Json.bytes(usage)).put(END_OF_FRAME);
  }

  private static byte[] bytes(Bytes bytes) {
    return utf8(bytes.toString());
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
