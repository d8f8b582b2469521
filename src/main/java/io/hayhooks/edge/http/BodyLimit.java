// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import io.hayhooks.config.HttpConfig;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Refuses request bodies that are too large, announced ones unread and others once they are, and
 * those that break off.
 */
@Provider
@Singleton
public final class BodyLimit implements ContainerRequestFilter {
  private final long limit;

  @Inject
  public BodyLimit(HttpConfig config) {
    limit = config.maxBodySize();
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (announced(request) > limit) {
      throw BodyReader.tooLarge(limit);
    }
    if (request.hasEntity()) {
      request.setEntityStream(new Limited(request.getEntityStream(), limit));
    }
  }

  /** JAX-RS knows lengths up to 2 GiB only. */
  private static long announced(ContainerRequestContext request) {
    String length = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? -1 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }

  /** Counts what is read. */
  private static final class Limited extends FilterInputStream {
    private final long limit;
    private long count;

    Limited(InputStream in, long limit) {
      super(in);
      this.limit = limit;
    }

    @Override
    public int read() {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      try {
        int read = super.read(bytes, offset, length);
        count(read);
        return read;
      } catch (IOException e) { // the client went, or sends no HTTP: no fault of the server
        throw new ServerException(
            ErrorCode.INVALID_REQUEST, "The request's body could not be read to its end", e);
      }
    }

    private void count(int read) {
      count += Math.max(0, read);
      if (count > limit) {
        throw BodyReader.tooLarge(limit);
      }
    }
  }
}
