// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import io.hayhooks.config.HttpConfig;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Optional;

/** Tells who may do what runs code on this machine, whichever protocol asks for it. */
@Singleton
public final class LocalCallers {
  private final boolean open;

  @Inject
  public LocalCallers(HttpConfig config) {
    open = config.allowAnonymousDeploy();
  }

  /** Why the sender of a request may not; empty when it may. */
  public Optional<ServerException> refusal(HttpServletRequest request) {
    return open ? Optional.empty() : caller(request).whyNotLocal().map(LocalCallers::refused);
  }

  private static Caller caller(HttpServletRequest request) {
    return new Caller(
        request.getRemoteAddr(),
        request.getProtocol(),
        request.getHeader("Host"),
        request.getHeader("Origin"),
        Collections.list(request.getHeaderNames()));
  }

  private static ServerException refused(String reason) {
    return new ServerException(
        ErrorCode.PERMISSION_DENIED,
        "Only callers on the server's own machine may do this, and %s. To allow everybody"
                .formatted(reason)
            + " who can reach the server, set HAYHOOKS_ALLOW_ANONYMOUS_DEPLOY=true");
  }
}
