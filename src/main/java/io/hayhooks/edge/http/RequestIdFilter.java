// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import jakarta.inject.Singleton;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Gives every answer an {@code X-Request-Id}: eight hexadecimal digits, new for each request. */
@Singleton
public final class RequestIdFilter implements Filter {
  static final String HEADER = "X-Request-Id";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
    ((HttpServletResponse) response).setHeader(HEADER, id);
    chain.doFilter(request, response);
  }
}
