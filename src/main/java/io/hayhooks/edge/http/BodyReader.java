// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;

/**
 * Collects a request body as it arrives; no thread waits for it. The limit is checked against what
 * the client announces before anything is read, and against what comes. Memory follows what has
 * arrived, so that an announcement alone costs none.
 */
final class BodyReader implements ReadListener {
  private static final int FIRST_BLOCK = 16 * 1024;
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final ServletInputStream in;
  private final long announced;
  private final long limit;
  private final CompletableFuture<ByteBuffer> body = new CompletableFuture<>();
  // confined to the container's callbacks, which come one after the other
  private byte[] bytes;
  private int length;

  private BodyReader(ServletInputStream in, long announced, long limit) {
    this.in = requireNonNull(in, "in is null");
    this.announced = announced;
    this.limit = limit;
    this.bytes = new byte[(int) (announced < 0 ? FIRST_BLOCK : Math.min(announced, FIRST_BLOCK))];
  }

  /**
   * The body of a request that is in asynchronous mode. Fails with {@code TOO_LARGE}, or with
   * {@link ClientGoneException}.
   */
  static CompletableFuture<ByteBuffer> read(HttpServletRequest request, long limit) {
    try {
      return read(request.getInputStream(), request.getContentLengthLong(), limit);
    } catch (IOException e) {
      return CompletableFuture.failedFuture(new ClientGoneException(e));
    }
  }

  static CompletableFuture<ByteBuffer> read(ServletInputStream in, long announced, long limit) {
    if (announced > limit) {
      return CompletableFuture.failedFuture(tooLarge(limit));
    }
    if (announced == 0) {
      return CompletableFuture.completedFuture(EMPTY);
    }
    BodyReader reader = new BodyReader(in, announced, limit);
    in.setReadListener(reader);
    return reader.body;
  }

  @Override
  public void onDataAvailable() throws IOException {
    // asking isReady() after the last byte would make some servers call back once more, and late
    while (!body.isDone() && !isAllHere() && in.isReady()) {
      if (length == bytes.length) {
        grow();
      }
      int count = in.read(bytes, length, bytes.length - length);
      if (count < 0) {
        break;
      }
      length += count;
      if (length > limit) {
        bytes = new byte[0];
        body.completeExceptionally(tooLarge(limit));
      }
    }
    if (isAllHere()) {
      onAllDataRead();
    }
  }

  private boolean isAllHere() {
    return announced < 0 ? in.isFinished() : length >= announced;
  }

  private void grow() {
    long wanted = 2L * bytes.length;
    long most = announced > bytes.length ? announced : limit + 1;
    bytes = Arrays.copyOf(bytes, (int) Math.min(Math.min(wanted, most), Integer.MAX_VALUE - 8L));
  }

  @Override
  public void onAllDataRead() {
    body.complete(ByteBuffer.wrap(bytes, 0, length));
  }

  @Override
  public void onError(Throwable failure) {
    body.completeExceptionally(new ClientGoneException(failure));
  }

  static ServerException tooLarge(long limit) {
    return new ServerException(
        ErrorCode.TOO_LARGE,
        "The request body is larger than the %d bytes that HAYHOOKS_MAX_BODY_SIZE allows"
            .formatted(limit));
  }
}
