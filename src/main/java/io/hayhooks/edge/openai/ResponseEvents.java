// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.hayhooks.edge.http.Bytes;
import io.hayhooks.edge.http.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Writes the events of one response and numbers them. */
final class ResponseEvents {
  private static final byte[] EVENT = utf8("event: ");
  private static final byte[] DATA = utf8("\ndata: ");
  private static final byte[] END = utf8("\n\n");
  private static final byte[] TEXT_HEAD =
      utf8("event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",");
  private static final byte[] TEXT_NUMBER = utf8("\",\"logprobs\":[],\"sequence_number\":");
  private static final byte[] TEXT_END = utf8("}\n\n");
  private static final Pattern LINE_ENDS = Pattern.compile("[\r\n]+");

  private int next;
  private Bytes out = new Bytes(0);

  /** Where events go from now on. */
  void to(Bytes newOut) {
    out = newOut;
  }

  Bytes out() {
    return out;
  }

  /** Writes an event with these fields. */
  void write(String type, ObjectNode fields) {
    ObjectNode data = Json.MAPPER.createObjectNode().put("type", type);
    data.setAll(fields);
    data.put("sequence_number", next++);
    String name = LINE_ENDS.matcher(type).replaceAll(" ");
    out.put(EVENT).put(utf8(name)).put(DATA).put(Json.bytes(data)).put(END);
  }

  /** What all pieces of text of one message begin with. */
  static byte[] textHead(ObjectNode place) {
    String fields = place.toString();
    return utf8(
        new String(TEXT_HEAD, StandardCharsets.UTF_8)
            + fields.substring(1, fields.length() - 1)
            + ",\"delta\":\"");
  }

  /** Writes a piece of text, which costs little more than being copied. */
  void text(byte[] head, ByteBuffer utf8) {
    out.put(head).putEscaped(utf8).put(TEXT_NUMBER).put(utf8(Integer.toString(next++)));
    out.put(TEXT_END);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
