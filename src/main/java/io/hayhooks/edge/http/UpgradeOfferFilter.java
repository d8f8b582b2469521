// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import jakarta.inject.Singleton;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.EOFException;
import java.io.IOException;

/**
 * Ends the body of a request that offers to upgrade where the request's head or its last chunk
 * says. Clients such as the JDK's offer HTTP/2 with every first request; Grizzly, told not to take
 * it, waits for more behind such a body, even behind a GET, and leaves chunks in their frames.
 */
@Singleton
public final class UpgradeOfferFilter implements Filter {
  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    boolean endless = http.getHeader("Upgrade") != null;
    chain.doFilter(endless ? new Ended(http) : request, response);
  }

  /** A request with a chunked body, one of the announced length, or none. */
  private static final class Ended extends HttpServletRequestWrapper {
    private final boolean chunked;
    private ServletInputStream in;

    Ended(HttpServletRequest request) {
      super(request);
      chunked = request.getHeader("Transfer-Encoding") != null;
    }

    @Override
    public int getContentLength() {
      return (int) Math.min(Integer.MAX_VALUE, getContentLengthLong());
    }

    @Override
    public long getContentLengthLong() {
      return chunked ? -1 : Math.max(0, super.getContentLengthLong());
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
      if (in == null) {
        in =
            chunked
                ? new ChunkedStream(super.getInputStream())
                : new EndedStream(super.getInputStream(), getContentLengthLong());
      }
      return in;
    }
  }

  private static final class EndedStream extends ServletInputStream {
    private final ServletInputStream in;
    private long rest;

    EndedStream(ServletInputStream in, long length) {
      this.in = in;
      this.rest = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (rest == 0 && length > 0) {
        return -1;
      }
      int count = in.read(bytes, offset, (int) Math.min(length, rest));
      rest = count < 0 ? 0 : rest - count;
      return count;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(in.available(), rest);
    }

    @Override
    public boolean isFinished() {
      return rest == 0 || in.isFinished();
    }

    @Override
    public boolean isReady() {
      return rest == 0 || in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      in.setReadListener(listener);
    }
  }

  private static final class ChunkedStream extends ServletInputStream {
    private final ServletInputStream in;
    private final ChunkDecoder decoder = new ChunkDecoder();
    private boolean listened;

    ChunkedStream(ServletInputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int decoded = 0;
      while (decoded == 0 && length > 0 && !decoder.isFinished()) {
        int count = in.read(bytes, offset, length);
        if (count < 0) {
          throw new EOFException("The body ends within a chunk");
        }
        decoded = decoder.decode(bytes, offset, count);
        if (listened) { // the next read must be asked for
          return decoded;
        }
      }
      return decoded == 0 && length > 0 ? -1 : decoded;
    }

    @Override
    public boolean isFinished() {
      return decoder.isFinished();
    }

    @Override
    public boolean isReady() {
      return decoder.isFinished() || in.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      listened = true;
      in.setReadListener(listener);
    }
  }
}
