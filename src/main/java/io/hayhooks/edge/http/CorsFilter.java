// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Lets pages of other origins call, as far as the settings allow it; else it does nothing. */
@Singleton
public final class CorsFilter implements Filter {
  private static final String ORIGIN = "Origin";

  private final CorsPolicy policy;

  @Inject
  public CorsFilter(CorsPolicy policy) {
    this.policy = requireNonNull(policy, "policy is null");
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    if (policy.isOpen()) {
      answer.addHeader("Vary", ORIGIN);
      String origin = asked.getHeader(ORIGIN);
      String wantedMethod = asked.getHeader("Access-Control-Request-Method");
      if (origin != null && wantedMethod != null && asked.getMethod().equals("OPTIONS")) {
        String wantedHeaders = asked.getHeader("Access-Control-Request-Headers");
        preflight(policy.preflight(origin, wantedMethod, wantedHeaders), answer);
        return;
      }
      if (origin != null) {
        policy.headers(origin).forEach(answer::setHeader);
      }
    }
    chain.doFilter(request, response);
  }

  private static void preflight(CorsPolicy.Preflight preflight, HttpServletResponse answer)
      throws IOException {
    preflight.headers().forEach(answer::setHeader);
    boolean allowed = preflight.refusals().isEmpty();
    answer.setStatus(allowed ? HttpServletResponse.SC_OK : HttpServletResponse.SC_BAD_REQUEST);
    answer.setContentType("text/plain; charset=utf-8");
    answer
        .getWriter()
        .write(allowed ? "OK" : "Disallowed CORS " + String.join(", ", preflight.refusals()));
  }
}
