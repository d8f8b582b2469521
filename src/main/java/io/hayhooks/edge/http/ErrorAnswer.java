// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import io.hayhooks.pipeline.Header;
import io.hayhooks.pipeline.RunHead;
import java.util.Map;

/** An error, ready to be sent over HTTP. */
public record ErrorAnswer(int status, Map<String, String> headers, ErrorBody body) {
  public ErrorAnswer {
    headers = Map.copyOf(headers);
  }

  /** What goes before the body. */
  RunHead head() {
    return new RunHead(
        status,
        "application/json",
        headers.entrySet().stream()
            .map(header -> new Header(header.getKey(), header.getValue()))
            .toList());
  }
}
