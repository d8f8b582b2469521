// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import static java.util.Objects.requireNonNull;

import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.Deadline;
import io.hayhooks.pipeline.Header;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the HTTP request says that brought a message.
 *
 * @param deadline when its work must have ended
 * @param headers the request's header fields
 * @param operatorRefusal why its sender may not deploy; empty when it may
 */
record Request(Deadline deadline, List<Header> headers, Optional<ServerException> operatorRefusal) {
  private static final String KEY = "request";

  Request {
    requireNonNull(deadline, "deadline is null");
    headers = List.copyOf(headers);
    requireNonNull(operatorRefusal, "operatorRefusal is null");
  }

  /** The form in which the protocol's library hands it to who handles the message. */
  McpTransportContext context() {
    return McpTransportContext.create(Map.of(KEY, this));
  }

  /** The first field of this name, or null. */
  String header(String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value)
        .findFirst()
        .orElse(null);
  }

  static Request of(McpAsyncServerExchange exchange) {
    return (Request) exchange.transportContext().get(KEY);
  }
}
