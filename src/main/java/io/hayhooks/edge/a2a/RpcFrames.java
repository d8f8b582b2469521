// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.Bytes;
import io.hayhooks.edge.http.StreamForm;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.RunChunk;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** JSON-RPC answers as server-sent events, with the line ends that Hayhooks' clients know. */
record RpcFrames(RpcAnswer answer) implements StreamForm {
  private static final byte[] DATA = ascii("data: ");
  private static final byte[] END = ascii("\r\n\r\n");
  private static final byte[] HEARTBEAT = ascii(": ping\r\n\r\n");

  RpcFrames {
    requireNonNull(answer, "answer is null");
  }

  @Override
  public void chunk(RunChunk chunk, Bytes out) {
    out.put(DATA).put(chunk.data()).put(END);
  }

  @Override
  public void end(Bytes out) {}

  @Override
  public void failure(ServerException failure, Bytes out) {
    out.put(DATA).put(answer.error(failure)).put(END);
  }

  @Override
  public void heartbeat(Bytes out) {
    out.put(HEARTBEAT);
  }

  /** One event. */
  static ByteBuffer frame(byte[] json) {
    return new Bytes(json.length + DATA.length + END.length)
        .put(DATA)
        .put(json)
        .put(END)
        .toBuffer();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
