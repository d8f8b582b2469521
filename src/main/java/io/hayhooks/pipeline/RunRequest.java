// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One call of a pipeline.
 *
 * @param contentType the media type of {@code body} as the client sent it, or null when it sent
 *     none
 * @param headers the HTTP request's headers; empty when the pipeline does not ask for them
 * @param body the request body, untouched; ownership passes to the call
 */
public record RunRequest(
    RunMethod method, String contentType, List<Header> headers, ByteBuffer body) {
  public RunRequest {
    requireNonNull(method, "method is null");
    headers = List.copyOf(headers);
    requireNonNull(body, "body is null");
  }
}
