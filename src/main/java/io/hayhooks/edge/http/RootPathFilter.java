// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.ProxyConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/**
 * Takes requests also below the path where a proxy shows the server, for proxies that pass it on.
 * Which servlet a request belongs to is the container's to say, so it is asked again.
 */
@Singleton
public final class RootPathFilter implements Filter {
  private final String rootPath;

  @Inject
  public RootPathFilter(ProxyConfig config) {
    rootPath = requireNonNull(config, "config is null").rootPath();
  }

  /** Whether there is such a path; without one there is nothing to do. */
  public boolean isNeeded() {
    return !rootPath.isEmpty();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    String path = http.getRequestURI().substring(http.getContextPath().length());
    if (!path.equals(rootPath) && !path.startsWith(rootPath + "/")) {
      chain.doFilter(request, response);
      return;
    }
    String rest = path.equals(rootPath) ? "/" : path.substring(rootPath.length());
    request.getRequestDispatcher(rest).forward(request, response);
  }
}
