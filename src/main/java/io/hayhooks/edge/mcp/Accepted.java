// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.mcp;

import java.util.Arrays;
import java.util.List;

/** Which forms of an answer a client takes, by its Accept header. */
enum Accepted {
  /** Server-sent events, which progress can come with. */
  EVENTS,
  /** The response alone. */
  JSON,
  NEITHER;

  private static final List<String> ANY_JSON = List.of("application/json", "application/*", "*/*");

  /** What to answer with: events for those who name them. */
  static Accepted of(String accept) {
    if (accept == null || accept.isBlank()) {
      return JSON;
    }
    List<String> types = Arrays.stream(accept.split(",")).map(MediaTypes::plain).toList();
    if (types.contains("text/event-stream")) {
      return EVENTS;
    }
    return types.stream().anyMatch(ANY_JSON::contains) ? JSON : NEITHER;
  }
}
