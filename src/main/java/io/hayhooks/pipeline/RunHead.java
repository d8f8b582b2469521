// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import java.util.List;

/**
 * What is known of an answer before its body.
 *
 * @param status the HTTP status, 100 to 599
 * @param contentType the media type of the body, or null when the answer has none
 * @param headers further response headers
 */
public record RunHead(int status, String contentType, List<Header> headers) {
  /** The usual one: 200, a JSON body, no further headers. */
  public static final RunHead JSON = new RunHead(200, "application/json", List.of());

  public RunHead {
    headers = List.copyOf(headers);
  }
}
