// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.Causes;
import io.hayhooks.error.ServerException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A JSON-RPC call that fails. */
final class RpcException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger(RpcException.class.getName());

  private final RpcError error;
  private final transient List<Violation> violations;

  /** A field that is not as it must be. */
  record Violation(String field, String message) {
    static Violation required(String field) {
      return new Violation(field, "Field is required.");
    }
  }

  private RpcException(
      RpcError error, String message, List<Violation> violations, Throwable cause) {
    super(message, cause);
    this.error = requireNonNull(error, "error is null");
    this.violations = List.copyOf(violations);
  }

  RpcException(RpcError error, String message) {
    this(error, message, List.of(), null);
  }

  static RpcException of(RpcError error) {
    return new RpcException(error, error.message());
  }

  static RpcException invalid(List<Violation> violations) {
    return new RpcException(RpcError.INVALID_PARAMS, "Validation failed", violations, null);
  }

  /** What a client is told of a failure of whatever kind. */
  static RpcException of(Throwable failure) {
    Throwable cause = Causes.of(failure);
    if (cause instanceof RpcException known) {
      return known;
    }
    if (cause instanceof ServerException known) {
      return new RpcException(error(known), known.getMessage(), List.of(), known);
    }
    LOG.log(Level.SEVERE, "An A2A call failed", cause);
    return of(RpcError.INTERNAL_ERROR);
  }

  private static RpcError error(ServerException failure) {
    return switch (failure.code()) {
      case TASK_NOT_FOUND -> RpcError.TASK_NOT_FOUND;
      case TASK_NOT_CANCELABLE -> RpcError.TASK_NOT_CANCELABLE;
      case TASK_NOT_OPEN -> RpcError.UNSUPPORTED_OPERATION;
      case INVALID_REQUEST, TOO_LARGE -> RpcError.INVALID_PARAMS;
      default -> RpcError.INTERNAL_ERROR;
    };
  }

  RpcError error() {
    return error;
  }

  List<Violation> violations() {
    return violations;
  }
}
