// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static java.util.Objects.requireNonNull;

import io.hayhooks.config.TraceConfig;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;

/** Tells who may see traces: callers on this machine, and who shows the token. */
@Singleton
public final class TraceAccess {
  private static final String BEARER = "bearer ";

  private final TraceConfig config;
  private final LocalCallers callers;

  @Inject
  public TraceAccess(TraceConfig config, LocalCallers callers) {
    this.config = requireNonNull(config, "config is null");
    this.callers = requireNonNull(callers, "callers is null");
  }

  /**
   * Lets a request pass.
   *
   * @throws ServerException when its sender may not see traces, or nothing is traced
   */
  public void check(HttpServletRequest request) {
    if (!config.enabled()) {
      throw new ServerException(
          ErrorCode.NOT_FOUND, "Tracing is off; HAYHOOKS_TRACING_ENABLED=true turns it on");
    }
    String shown = request.getHeader("Authorization");
    Optional<String> token = config.token();
    if (shown == null || token.isEmpty()) {
      callers
          .refusal(request)
          .ifPresent(
              refusal -> {
                throw token.isPresent() ? invalid() : refusal;
              });
    } else if (!isBearer(shown, token.get())) {
      throw invalid();
    }
  }

  private static boolean isBearer(String shown, String token) {
    return shown.toLowerCase(Locale.ROOT).startsWith(BEARER)
        && MessageDigest.isEqual(
            bytes(shown.substring(BEARER.length()).strip()), bytes(token)); // in constant time
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ServerException invalid() {
    return new ServerException(ErrorCode.AUTHENTICATION_REQUIRED, "Invalid tracing credentials");
  }
}
