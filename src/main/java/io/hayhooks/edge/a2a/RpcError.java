// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

/** What can go wrong, with JSON-RPC's or A2A's number for it. */
enum RpcError {
  PARSE_ERROR(-32700, "Invalid JSON payload", false),
  INVALID_REQUEST(-32600, "Invalid Request", true),
  METHOD_NOT_FOUND(-32601, "Method not found", false),
  INVALID_PARAMS(-32602, "Invalid params", true),
  INTERNAL_ERROR(-32603, "Internal error", false),
  TASK_NOT_FOUND(-32001, "Task not found", true),
  TASK_NOT_CANCELABLE(-32002, "Task cannot be canceled", true),
  UNSUPPORTED_OPERATION(-32004, "This operation is not supported", true),
  VERSION_NOT_SUPPORTED(-32009, "Version not supported", true);

  private final int code;
  private final String message;
  private final boolean told;

  RpcError(int code, String message, boolean told) {
    this.code = code;
    this.message = message;
    this.told = told;
  }

  int code() {
    return code;
  }

  /** What is said when nothing more is known. */
  String message() {
    return message;
  }

  /** Whether the reason goes with it, by this constant's name. */
  boolean tellsReason() {
    return told;
  }
}
