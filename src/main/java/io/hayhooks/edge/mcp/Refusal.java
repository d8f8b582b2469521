// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.Header;
import java.util.List;
import java.util.Map;

/** A request that is answered with an HTTP status, since there is no call to answer. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final int code;
  private final transient List<Header> headers;

  Refusal(int status, int code, String message, Header... headers) {
    super(requireNonNull(message, "message is null"));
    this.status = status;
    this.code = code;
    this.headers = List.of(headers);
  }

  /** The answer to other HTTP methods. */
  static Refusal onlyTakes(String methods) {
    return onlyTakes(methods, "Method Not Allowed");
  }

  /** The same, with a reason. */
  static Refusal onlyTakes(String methods, String reason) {
    return new Refusal(405, JsonRpc.INVALID_REQUEST, reason, new Header("Allow", methods));
  }

  int status() {
    return status;
  }

  List<Header> headers() {
    return headers;
  }

  /** The body: what Hayhooks' own server says, an error that belongs to no request. */
  Map<String, Object> body() {
    return Map.of(
        "jsonrpc",
        "2.0",
        "id",
        "server-error",
        "error",
        Map.of("code", code, "message", getMessage()));
  }
}
