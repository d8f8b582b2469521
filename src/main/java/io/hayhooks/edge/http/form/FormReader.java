// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.form;

import static java.util.Objects.requireNonNull;

import io.hayhooks.edge.http.ClientGoneException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;

/**
 * Takes a form as it arrives; no thread waits for it, and between two arrivals it holds no buffer.
 * The future fails with what is wrong with the form, or with {@link ClientGoneException}; whenever
 * it fails, cancelled from outside included, nothing stays on disk.
 */
final class FormReader implements ReadListener {
  private static final int BLOCK = 32 * 1024;
  private static final int MOST_HEADERS = 16 * 1024;

  /** How long a body is said to be, or -1, and how long it may be. */
  record Limits(long announced, long most) {}

  private final ServletInputStream in;
  private final Limits limits;
  private final Runnable refusing;
  private final FormParts parts; // guarded by this, as is the parser: a cancel comes from anywhere
  private final MultiPart.Parser parser;
  private final CompletableFuture<UploadedForm> form = new CompletableFuture<>();
  private long length; // confined to the container's callbacks, which come one after the other

  private FormReader(
      ServletInputStream in, Limits limits, String boundary, FormParts parts, Runnable refusing) {
    this.in = requireNonNull(in, "in is null");
    this.limits = requireNonNull(limits, "limits is null");
    this.parts = requireNonNull(parts, "parts is null");
    this.refusing = requireNonNull(refusing, "refusing is null");
    parser = new MultiPart.Parser(boundary, parts);
    parser.setMaxParts(-1); // files and fields are counted apart
    parser.setPartHeadersMaxLength(MOST_HEADERS);
  }

  /**
   * Starts reading a form.
   *
   * @param refusing called before the future fails of a form that is not read to its end
   */
  static CompletableFuture<UploadedForm> read(
      ServletInputStream in, Limits limits, String boundary, FormParts parts, Runnable refusing) {
    FormReader reader = new FormReader(in, limits, boundary, parts, refusing);
    var unused = reader.form.whenComplete((form, failure) -> reader.clean(failure));
    if (limits.announced() == 0) {
      reader.onAllDataRead();
    } else {
      in.setReadListener(reader);
    }
    return reader.form;
  }

  @Override
  public void onDataAvailable() throws IOException {
    byte[] block = new byte[BLOCK];
    // asking isReady() after the last byte would make some servers call back once more, and late
    while (!form.isDone() && !isAllHere() && in.isReady()) {
      int count = in.read(block);
      if (count < 0) {
        break;
      }
      length += count;
      take(ByteBuffer.wrap(block, 0, count), false);
    }
    if (!form.isDone() && isAllHere()) {
      onAllDataRead();
    }
  }

  private boolean isAllHere() {
    return limits.announced() < 0 ? in.isFinished() : length >= limits.announced();
  }

  @Override
  public void onAllDataRead() {
    take(ByteBuffer.allocate(0), true);
  }

  @Override
  public void onError(Throwable failure) {
    form.completeExceptionally(new ClientGoneException(failure));
  }

  private void take(ByteBuffer bytes, boolean last) {
    UploadedForm whole = null;
    try {
      if (length > limits.most()) {
        throw FormErrors.tooLarge(limits.most());
      }
      whole = parse(bytes, last);
    } catch (RuntimeException e) {
      refusing.run();
      form.completeExceptionally(e);
    }
    if (whole != null && !form.complete(whole)) {
      whole.close();
    }
  }

  private synchronized UploadedForm parse(ByteBuffer bytes, boolean last) {
    if (form.isDone()) {
      return null;
    }
    parser.parse(Content.Chunk.from(bytes, last));
    parts.check();
    return last ? parts.form(length) : null;
  }

  private synchronized void clean(Throwable failure) {
    if (failure != null) {
      parts.abort();
    }
  }
}
