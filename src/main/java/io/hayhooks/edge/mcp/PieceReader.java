// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import io.hayhooks.edge.http.Bytes;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Reads the pieces of one stream: takes the frames off server-sent events, and decodes text that
 * may be cut within a letter. Pieces come one after the other.
 */
final class PieceReader {
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);
  private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);

  private final boolean isText;
  private final boolean isEvents;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private ByteBuffer cut = EMPTY;
  private Bytes line = new Bytes(64);
  private boolean inEvent;

  private PieceReader(boolean isText, boolean isEvents) {
    this.isText = isText;
    this.isEvents = isEvents;
  }

  static PieceReader of(String contentType) {
    return new PieceReader(MediaTypes.isText(contentType), MediaTypes.isEventStream(contentType));
  }

  /** What a piece adds to the result. */
  ByteBuffer read(ByteBuffer piece) {
    if (!isEvents) {
      return piece;
    }
    Bytes data = new Bytes(piece.remaining());
    ByteBuffer rest = piece.duplicate();
    for (int end = lineEnd(rest); end >= 0; end = lineEnd(rest)) {
      line.put(rest.slice(rest.position(), end - rest.position()));
      rest.position(end + 1);
      endLine(data);
    }
    line.put(rest);
    return data.toBuffer();
  }

  /** Lines end as the worker ends them; those of others may have one byte more. */
  private static int lineEnd(ByteBuffer bytes) {
    for (int i = bytes.position(); i < bytes.limit(); i++) {
      if (bytes.get(i) == '\n') {
        return i;
      }
    }
    return -1;
  }

  private void endLine(Bytes data) {
    ByteBuffer text = line.toBuffer();
    if (text.hasRemaining() && text.get(text.limit() - 1) == '\r') {
      text.limit(text.limit() - 1);
    }
    line = new Bytes(64);
    if (!text.hasRemaining()) {
      inEvent = false;
    } else if (startsWithData(text)) {
      if (inEvent) {
        data.put(new byte[] {'\n'});
      }
      inEvent = true;
      text.position(DATA.length);
      if (text.hasRemaining() && text.get(text.position()) == ' ') {
        text.get();
      }
      data.put(text);
    }
  }

  private static boolean startsWithData(ByteBuffer text) {
    return text.remaining() >= DATA.length
        && text.slice(text.position(), DATA.length).equals(ByteBuffer.wrap(DATA));
  }

  /** The text of what was read; letters that are not complete come with the next piece. */
  String text(ByteBuffer read) {
    if (!isText) {
      return "";
    }
    ByteBuffer bytes =
        ByteBuffer.allocate(cut.remaining() + read.remaining()).put(cut).put(read.duplicate());
    CharBuffer chars = CharBuffer.allocate(bytes.flip().remaining());
    decoder.decode(bytes, chars, false);
    cut = bytes.slice();
    return chars.flip().toString();
  }
}
