// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * One call of a pipeline.
 *
 * @param id new for every call, 32 hexadecimal digits
 * @param contentType the media type of {@code body} as the client sent it, or null when it sent
 *     none
 * @param headers the HTTP request's headers; empty when the pipeline does not ask for them
 * @param form whether the body is the JSON description of a form whose files the server has written
 *     to disk, with their paths: only the server can say so, so no client can name a path
 * @param deadline when the call must have ended
 * @param body the request body, untouched; ownership passes to the call
 * @param trace hears what becomes of the call
 */
public record RunRequest(
    String id,
    RunMethod method,
    String contentType,
    List<Header> headers,
    boolean form,
    Deadline deadline,
    ByteBuffer body,
    CallTrace trace) {
  public RunRequest {
    requireNonNull(id, "id is null");
    requireNonNull(method, "method is null");
    headers = List.copyOf(headers);
    requireNonNull(deadline, "deadline is null");
    requireNonNull(body, "body is null");
    requireNonNull(trace, "trace is null");
  }

  /** A new call. */
  public RunRequest(
      RunMethod method,
      String contentType,
      List<Header> headers,
      boolean form,
      Deadline deadline,
      ByteBuffer body) {
    this(newId(), method, contentType, headers, form, deadline, body, CallTrace.NONE);
  }

  /** A call with the body that the client sent, which may take as long as it wants. */
  public RunRequest(RunMethod method, String contentType, List<Header> headers, ByteBuffer body) {
    this(method, contentType, headers, false, Deadline.NONE, body);
  }

  /** The same call as a part of a trace. */
  public RunRequest traced(CallTrace by) {
    return new RunRequest(id, method, contentType, headers, form, deadline, body, by);
  }

  private static String newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }
}
