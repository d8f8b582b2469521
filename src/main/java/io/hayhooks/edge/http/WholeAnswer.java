// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import jakarta.servlet.ServletOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Sends a body that is all there, as fast as the client takes it and without waiting for it. */
final class WholeAnswer implements WriteEvents {
  private static final int BLOCK = 64 * 1024;

  private final ServletOutputStream out;
  private final Runnable done;
  // confined to the container's callbacks, which come one after the other
  private final ByteBuffer body;
  private boolean headDue;

  WholeAnswer(ServletOutputStream out, ByteBuffer body, Runnable done) {
    this.out = requireNonNull(out, "out is null");
    this.body = body.duplicate();
    headDue = !body.hasRemaining(); // GlassFish forgets the status of an answer without a write
    this.done = requireNonNull(done, "done is null");
  }

  @Override
  public void writePossible() throws IOException {
    while (out.isReady()) {
      if (headDue) {
        headDue = false;
        out.flush();
        continue;
      }
      if (!body.hasRemaining()) {
        done.run();
        return;
      }
      int count = Math.min(BLOCK, body.remaining());
      if (body.hasArray()) {
        out.write(body.array(), body.arrayOffset() + body.position(), count);
        body.position(body.position() + count);
      } else {
        byte[] block = new byte[count];
        body.get(block);
        out.write(block);
      }
    }
  }

  @Override
  public void clientGone() {
    done.run();
  }
}
