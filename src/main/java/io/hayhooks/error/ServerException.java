// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.error;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * The one exception that reaches clients. Its message is written for them: it names what is wrong
 * and, if they can do something, what to do.
 */
public final class ServerException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;
  private final int status;
  private final transient Object detail;
  private final transient Map<String, String> headers;

  public ServerException(ErrorCode code, String message) {
    this(code, message, null);
  }

  public ServerException(ErrorCode code, String message, Throwable cause) {
    this(code, code.status(), message, message, Map.of(), cause);
  }

  /**
   * An error with everything said.
   *
   * @param status the HTTP status, usually {@code code.status()}; a wrapper's own HTTP exception
   *     brings another
   * @param detail what Hayhooks clients read as {@code detail}: the message, or any value that
   *     Jackson can write (a list of validation errors, a wrapper's own detail)
   * @param headers extra response headers
   */
  public ServerException(
      ErrorCode code,
      int status,
      String message,
      Object detail,
      Map<String, String> headers,
      Throwable cause) {
    super(requireNonNull(message, "message is null"), cause);
    this.code = requireNonNull(code, "code is null");
    this.status = status;
    this.detail = detail;
    this.headers = Map.copyOf(headers);
  }

  public ErrorCode code() {
    return code;
  }

  public int status() {
    return status;
  }

  public Object detail() {
    return detail;
  }

  public Map<String, String> headers() {
    return headers;
  }
}
