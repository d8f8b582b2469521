// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.RunChunk;
import io.hayhooks.pipeline.RunHead;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Server-sent events that a pipeline framed itself. They pass as they are; between two events there
 * is room for a heartbeat, and a failure becomes an {@code error} event.
 */
public final class EventStreamForm implements StreamForm {
  /** A comment, which clients skip. */
  public static final byte[] HEARTBEAT = ascii(": ping\n\n");

  private static final List<Header> UNBUFFERED =
      List.of(new Header("Cache-Control", "no-cache"), new Header("X-Accel-Buffering", "no"));

  private static final String MEDIA_TYPE = "text/event-stream";
  private static final byte[] BLANK_LINE = ascii("\n\n");
  private static final byte[] ERROR = ascii("event: error\ndata: ");

  /** Whether an answer is such a stream. */
  public static boolean fits(RunHead head) {
    return head.contentType() != null
        && head.contentType().toLowerCase(Locale.ROOT).startsWith(MEDIA_TYPE);
  }

  /** The head of such a stream, with what keeps caches and proxies from holding events back. */
  public static RunHead unbuffered(RunHead head) {
    List<Header> headers = new ArrayList<>(UNBUFFERED);
    for (Header given : head.headers()) {
      headers.removeIf(header -> header.name().equalsIgnoreCase(given.name()));
      headers.add(given);
    }
    return new RunHead(head.status(), head.contentType(), headers);
  }

  private byte last = '\n';
  private byte secondLast = '\n';

  @Override
  public void chunk(RunChunk chunk, Bytes out) {
    ByteBuffer data = chunk.data();
    for (int i = Math.max(data.position(), data.limit() - 4); i < data.limit(); i++) {
      byte b = data.get(i);
      if (b != '\r') {
        secondLast = last;
        last = b;
      }
    }
    out.put(data);
  }

  @Override
  public void end(Bytes out) {}

  @Override
  public void failure(ServerException failure, Bytes out) {
    if (!betweenEvents()) {
      out.put(BLANK_LINE);
    }
    out.put(ERROR).put(Json.bytes(Map.of("error", ErrorBody.of(failure).error()))).put(BLANK_LINE);
  }

  @Override
  public void heartbeat(Bytes out) {
    if (betweenEvents()) {
      out.put(HEARTBEAT);
    }
  }

  private boolean betweenEvents() {
    return last == '\n' && secondLast == '\n';
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
