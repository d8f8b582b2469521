// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.error;

/** What went wrong, with the HTTP status a client sees. The names travel on the worker link. */
public enum ErrorCode {
  /** The request does not match its schema; the status is configurable (400 or 422). */
  INVALID_REQUEST(400),
  AUTHENTICATION_REQUIRED(401),
  PERMISSION_DENIED(403),
  NOT_FOUND(404),
  TASK_NOT_FOUND(404),
  PIPELINE_NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  PIPELINE_EXISTS(409),
  /** There is nothing to roll back to. */
  NO_EARLIER_REVISION(409),
  /** Nothing is left of the task that could be cancelled. */
  TASK_NOT_CANCELABLE(409),
  /** The task does not wait for anything. */
  TASK_NOT_OPEN(409),
  TOO_LARGE(413),
  UNSUPPORTED_MEDIA_TYPE(415),
  /** The request is fine, but no pipeline can be built from it. */
  PIPELINE_NOT_LOADABLE(422),
  RATE_LIMITED(429),
  /** The wrapper raised, or its result cannot be sent. */
  PIPELINE_FAILED(500),
  INTERNAL_ERROR(500),
  /** The pipeline has no such method (chat, responses). */
  NOT_IMPLEMENTED(501),
  /** The worker that ran the call died. */
  WORKER_DIED(502),
  /** An operator cancelled the run. */
  CANCELLED(503),
  /** No live worker, or too many calls are waiting. */
  UNAVAILABLE(503),
  DEADLINE_EXCEEDED(504);

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  /** The HTTP status that goes with this code unless the exception carries its own. */
  public int status() {
    return status;
  }
}
