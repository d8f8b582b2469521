// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import java.util.Map;

/** An error, ready to be sent over HTTP. */
public record ErrorAnswer(int status, Map<String, String> headers, ErrorBody body) {
  public ErrorAnswer {
    headers = Map.copyOf(headers);
  }
}
