// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.HttpConfig;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Collections;

/** Keeps {@link LocalOnly} resources to callers on this machine, before a body is read. */
@Provider
@LocalOnly
@Singleton
public final class LocalOnlyFilter implements ContainerRequestFilter {
  private final boolean open;
  private final HttpServletRequest request; // the container's proxy of the current one

  @Inject
  public LocalOnlyFilter(HttpConfig config, HttpServletRequest request) {
    open = config.allowAnonymousDeploy();
    this.request = requireNonNull(request, "request is null");
  }

  @Override
  public void filter(ContainerRequestContext context) {
    if (open) {
      return;
    }
    Caller caller =
        new Caller(
            request.getRemoteAddr(),
            request.getProtocol(),
            request.getHeader("Host"),
            request.getHeader("Origin"),
            Collections.list(request.getHeaderNames()));
    caller
        .whyNotLocal()
        .ifPresent(
            reason -> {
              throw new ServerException(
                  ErrorCode.PERMISSION_DENIED,
                  "Only callers on the server's own machine may do this, and %s. To allow everybody"
                          .formatted(reason)
                      + " who can reach the server, set HAYHOOKS_ALLOW_ANONYMOUS_DEPLOY=true");
            });
  }
}
